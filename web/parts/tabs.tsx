import { textIn } from '../text/text.ts';
import type { View } from '../view.ts';

type Tab = { href: string; text: string; current: boolean };

/** Pages that belong together, with the one that is open. */
export const Tabs = ({ label, tabs }: { label: string; tabs: readonly Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map(({ href, text, current }) => (
        <li key={href}>
          <a href={href} aria-current={current ? 'page' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

type OfQuery = { id: string; draft?: boolean; here: 'text' | 'timeline' | 'access'; view: View };

/** The pages of one query for those who ask. */
export function QueryTabs({ id, draft = false, here, view }: OfQuery) {
  const t = textIn(view.locale);
  const text = draft
    ? { href: `/queries/${id}/edit`, text: t('tabs.draft') }
    : { href: `/queries/${id}`, text: t('tabs.text') };
  return (
    <Tabs
      label={t('tabs.label')}
      tabs={[
        { ...text, current: here === 'text' },
        { href: `/queries/${id}/timeline`, text: t('timeline.title'), current: here === 'timeline' },
        { href: `/queries/${id}/access`, text: t('tabs.access'), current: here === 'access' },
      ]}
    />
  );
}
