import type { Page } from '../../web/page.tsx';
import { renderPage } from '../../web/page.tsx';
import type { View } from '../../web/view.ts';

/** A page with data to show, as one reader sees it. */
export type Sample = {
  name: string;
  page: unknown;
  data: unknown;
  /** Who reads it. */
  given: Partial<View>;
  render: (view: Partial<View> & Pick<View, 'locale'>) => string;
};

/** The moment at which every sample is shown. */
export const now = '2026-11-24T10:15:00.000Z';

/** When advice is due in the samples. */
export const dueAt = '2026-12-08T17:00:00.000Z';

/** The query that the samples are of. */
export const reference = 'CTI-7F3K-92QD-5';
export const id = '7f3k92qd5x0abcdefghjkmnpqr';

/** Ids of people, as the ledger names them. */
export const personIds = {
  official: '0amnareyesx0abcdefghjkmnpq',
  colleague: '0yvesdupraz0abcdefghjkmnpq',
  expert: '0tmasherrera0bcdefghjkmnpq',
  member: '0ngridsxberg0bcdefghjkmnpq',
} as const;

/** What a view holds when nothing about it matters. */
export const plainView: Omit<View, 'locale'> = {
  path: '/ask',
  query: {},
  now,
  stylePath: '/assets/hub-00000000.css',
  scriptPath: '/assets/hub-00000000.js',
  freshKey: '00000000000000000000000000',
};

const people = {
  official: { id: personIds.official, role: 'official', name: 'Amina Reyes', timeZone: 'Asia/Manila' },
  expert: { id: personIds.expert, role: 'expert', name: 'Tomás Herrera', timeZone: 'America/Santiago' },
  secretariat: { id: personIds.member, role: 'secretariat', name: 'Ingrid Solberg', timeZone: 'Europe/Zurich' },
  auditor: { id: '0ncaferri0x0abcdefghjkmnpq', role: 'auditor', name: 'Luca Ferri', timeZone: 'Europe/Zurich' },
} as const satisfies Record<string, NonNullable<View['signedIn']>>;

/** One page with its data, as `given` sees it. */
export function sample<Data>(name: string, page: Page<Data>, data: Data, given: Partial<View> = {}): Sample {
  return { name, page, data, given, render: (view) => renderPage(page, data, { ...plainView, ...given, ...view }) };
}

/** The view of somebody of a role on a path. */
export const as = (role: keyof typeof people, path: string): Partial<View> => ({
  signedIn: people[role],
  session: { idleSeconds: 1800, endsAnywayAt: '2026-11-24T20:00:00.000Z' },
  path,
});

/** A view in which the form came back. */
export const refusedWith = (view: Partial<View>, refused: NonNullable<View['refused']>): Partial<View> => ({
  ...view,
  refused,
});

/** So many minutes into the morning of the samples. */
export const at = (minute: number) => new Date(Date.parse('2026-11-24T10:00:00Z') + minute * 60_000).toISOString();
