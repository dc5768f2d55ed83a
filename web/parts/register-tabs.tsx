import type { Role } from '../../shared/people.ts';
import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';
import { Tabs } from './tabs.tsx';

const roles = ['expert', 'official', 'secretariat', 'auditor'] as const satisfies readonly Role[];

/** Whom the hub knows: people by role, and the institutions they ask for. */
export function RegisterTabs({ here, view }: { here: Role | 'institutions'; view: View }) {
  const t = textIn(view.locale);
  const people = roles.map((role) => ({
    href: `/people?role=${role}`,
    text: t(`people.role-${role}`),
    current: role === here,
  }));
  const institutions = { href: '/institutions', text: t('nav.institutions'), current: here === 'institutions' };
  return <Tabs label={t('people.roles')} tabs={[...people, institutions]} />;
}
