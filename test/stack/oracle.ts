import type { Life } from './lives.ts';
import type { Member, Populace } from './populace.ts';

// Who may see what, stated from the design (need-to-know, life of a query) and from nothing that the hub itself asks.

/** How somebody stands to a query. */
type Standing = 'asks' | 'shares' | 'was offered' | 'advises' | 'desk' | 'looks through the glass' | 'none';

/** Everything the oracle knows. */
export type Known = {
  populace: Populace;
  lives: ReadonlyMap<string, Life>;
  /** The notices that were sent: to whom, of what, about which query. */
  notices: ReadonlyMap<string, { to: string; kind: string; queryId: string }>;
  /** Whatever has a ledger. */
  subjects: ReadonlySet<string>;
};

function standingsOf(life: Life, { name, person, ties, institutionId }: Member): Standing[] {
  const sent = life.status !== 'draft';
  if (person.role === 'official') {
    // The query is the institution's: who left it left the query.
    if (institutionId !== life.institutionId) return ['none'];
    if (life.asker === name) return ['asks'];
    return life.coOwners.has(name) ? ['shares'] : ['none'];
  }
  if (person.role === 'expert') {
    if (ties.has(life.state)) return ['none'];
    if (life.grantedTo === name) return ['advises'];
    return life.offeredTo === name ? ['was offered'] : ['none'];
  }
  if (person.role === 'secretariat' && sent)
    return life.glass?.open && life.glass.member === name ? ['desk', 'looks through the glass'] : ['desk'];
  return ['none'];
}

type Rule = { by: readonly Standing[]; onceSent?: true };
const asking: readonly Standing[] = ['asks', 'shares'];

/** What is found at each address of one query, and by whom. */
const queryRules: Record<string, Rule> = {
  'GET /queries/{id}': { by: [...asking, 'advises'] },
  'GET /queries/{id}/edit': { by: asking },
  'POST /queries/{id}/save': { by: asking },
  'GET /queries/{id}/check': { by: asking },
  'POST /queries/{id}/send': { by: asking },
  'GET /queries/{id}/receipt': { by: asking, onceSent: true },
  'GET /queries/{id}/access': { by: asking },
  'POST /queries/{id}/add-co-owner': { by: ['asks'] },
  'POST /queries/{id}/remove-co-owner': { by: ['asks'] },
  'POST /queries/{id}/restrict': { by: asking },
  'POST /queries/{id}/unrestrict': { by: ['asks'] },
  'GET /queries/{id}/offer': { by: ['was offered'] },
  'POST /queries/{id}/accept': { by: ['was offered'] },
  'POST /queries/{id}/decline': { by: ['was offered'] },
  'GET /queries/{id}/recuse': { by: ['advises'] },
  'POST /queries/{id}/recuse': { by: ['advises'] },
  'POST /queries/{id}/answer': { by: ['advises'] },
  'GET /queries/{id}/card': { by: ['desk'] },
  'POST /queries/{id}/assign': { by: ['desk'] },
  'POST /queries/{id}/grant-urgency': { by: ['desk'] },
  'GET /queries/{id}/extend': { by: ['desk'] },
  'POST /queries/{id}/assign-clearer': { by: ['desk'] },
  'POST /queries/{id}/ask-about': { by: ['desk'] },
  'POST /queries/{id}/extend': { by: ['desk'] },
  'POST /queries/{id}/change-topic': { by: ['desk'] },
  'POST /queries/{id}/turn-down': { by: ['desk'] },
  'POST /queries/{id}/propose-referral': { by: ['desk'] },
  'POST /queries/{id}/close-unanswered': { by: ['desk'] },
  'POST /queries/{id}/hold-erasure': { by: ['desk'] },
  'POST /queries/{id}/release-erasure': { by: ['desk'] },
  'POST /queries/{id}/hand-over': { by: ['desk'] },
  'GET /queries/{id}/break-glass': { by: ['desk'] },
  'POST /queries/{id}/request-glass': { by: ['desk'] },
  'POST /queries/{id}/approve-glass': { by: ['desk'] },
  'POST /queries/{id}/refuse-glass': { by: ['desk'] },
  'GET /queries/{id}/emergency': { by: ['looks through the glass'] },
};

const everybody = ['official', 'expert', 'secretariat', 'auditor'] as const;

/** What each role finds, whatever query there is; `anyone` needs no role. */
const roleRules: Record<string, readonly (Member['person']['role'] | 'anyone')[]> = {
  'GET /': ['anyone'],
  'GET /help': ['anyone'],
  'GET /individual-cases': ['anyone'],
  'GET /sign-in': ['anyone'],
  'POST /sign-in': ['anyone'],
  'POST /sign-in/code': ['anyone'],
  'POST /sign-in/new-password': ['anyone'],
  'POST /sign-in/enrol': ['anyone'],
  'GET /session': everybody,
  'POST /session/stay': everybody,
  'POST /sign-out': ['anyone'],
  'GET /signed-out': ['anyone'],
  'GET /assets/{file}': ['anyone'],
  'GET /openapi.json': ['anyone'],
  'GET /home': everybody,
  'GET /inbox': everybody,
  'GET /account': everybody,
  'POST /account/details': everybody,
  'POST /account/notices': everybody,
  'POST /account/end-session': everybody,
  'POST /account/end-sessions': everybody,
  'GET /account/data': everybody,
  'GET /ask/scope': ['official'],
  'POST /ask/scope': ['official'],
  'GET /ask': ['official'],
  'POST /queries': ['official'],
  'GET /queries': ['official'],
  'GET /queue': ['expert'],
  'GET /profile': ['expert'],
  'POST /profile': ['expert'],
  'POST /profile/expertise': ['expert'],
  'GET /board': ['secretariat'],
  'POST /board/views': ['secretariat'],
  'POST /board/views/rename': ['secretariat'],
  'POST /board/views/delete': ['secretariat'],
  'POST /board/choose': ['secretariat'],
  'GET /board/assign': ['secretariat'],
  'POST /board/assign': ['secretariat'],
  'GET /board/assigned': ['secretariat'],
  'GET /response-times': ['secretariat'],
  'GET /response-times.csv': ['secretariat'],
  'GET /people': ['secretariat'],
  'POST /people': ['secretariat'],
  'GET /people/invite': ['secretariat'],
  'GET /people/import': ['secretariat'],
  'POST /people/import': ['secretariat'],
  'POST /people/import/preview': ['secretariat'],
  'GET /settings': ['secretariat'],
  'POST /settings/calendar': ['secretariat'],
  'POST /settings/calendar/preview': ['secretariat'],
  'POST /settings/targets': ['secretariat'],
  'POST /settings/targets/preview': ['secretariat'],
  'POST /settings/topics': ['secretariat'],
  'POST /settings/head': ['secretariat'],
  'GET /institutions': ['secretariat'],
  'POST /institutions': ['secretariat'],
  'GET /ledgers': ['auditor'],
};

/** Which way a notice leads: to whom it leads anywhere at all. */
const noticeRules: Record<string, readonly Standing[]> = {
  received: asking,
  'advice-available': asking,
  'shared-with-you': asking,
  'handed-over': asking,
  'break-glass': asking,
  offer: ['was offered', 'advises'],
  'no-expert': ['desk'],
  held: ['desk'],
  'conflict-appeared': ['desk'],
  'glass-asked': ['desk'],
};

/** What a route's address names in its one parameter. */
const named = /\{(id|personId|institutionId|subjectId)\}/;

/** Does this person find anything at this route, for this id? */
export function finds({ populace, lives, notices, subjects }: Known, who: Member, route: string, id: string): boolean {
  const { person, name } = who;
  const rule = queryRules[route];
  if (rule) {
    const life = lives.get(id);
    if (!life || (rule.onceSent && life.status === 'draft')) return false;
    return standingsOf(life, who).some((standing) => rule.by.includes(standing));
  }
  if (route.includes('/people/{personId}'))
    return person.role === 'secretariat' && [...populace.members.values()].some((one) => one.person.id === id);
  if (route.includes('/institutions/{institutionId}'))
    return person.role === 'secretariat' && populace.institutions.some((one) => one.id === id);
  if (route === 'GET /ledgers/{subjectId}') return person.role === 'auditor' && subjects.has(id);
  if (route === 'GET /notices/{id}') {
    const notice = notices.get(id);
    const life = notice && lives.get(notice.queryId);
    if (!notice || !life || notice.to !== name) return false;
    const rule = noticeRules[notice.kind];
    if (!rule) throw new Error(`the oracle does not know a notice called ${notice.kind}`);
    return standingsOf(life, who).some((standing) => rule.includes(standing));
  }
  const roles = roleRules[route];
  if (!roles) throw new Error(`the oracle does not know ${route}: say who finds what there`);
  return roles.includes('anyone') || roles.includes(person.role);
}

/** Has this route an id in its address? */
export const isOfOne = (route: string): boolean => named.test(route);

/** Is this route open to whoever comes? */
export const isOpen = (route: string): boolean => roleRules[route]?.includes('anyone') ?? false;

/** The queries that somebody finds in their own list, on the board, or in their queue. */
export const listedFor = (known: Known, who: Member): string[] =>
  [...known.lives.values()].filter((life) => !standingsOf(life, who).includes('none')).map(({ id }) => id);

/** The addresses at which the text of a query may stand: of that query, and of no other. */
const textAt = [
  'GET /queries/{id}',
  'GET /queries/{id}/edit',
  'GET /queries/{id}/check',
  'GET /queries/{id}/emergency',
  // A form that was refused is shown again with what it belongs to.
  'POST /queries/{id}/save',
  'POST /queries/{id}/send',
  'POST /queries/{id}/answer',
];

/** The markers that somebody may meet in an answer to this request. */
export function mayMeet({ populace, lives }: Known, who: Member, route: string, id: string): Set<string> {
  const met = new Set([who.mark]);
  const add = (words: readonly string[]) => words.forEach((word) => void met.add(word));
  const { role } = who.person;
  const asked = lives.get(id);
  if (asked && textAt.includes(route)) add([...asked.text, ...asked.advice]);
  if (asked && role === 'official') {
    // Their own reasons, their colleagues' names, and the members who asked for an emergency: never the expert's name.
    add([...asked.reason, ...asked.glassText]);
    add(
      populace
        .those('official')
        .filter((one) => asked.near.has(one.name))
        .map(({ mark }) => mark),
    );
    if (asked.glassText.length > 0) add(populace.those('secretariat').map(({ mark }) => mark));
  }
  if (asked && role === 'secretariat') add([...asked.reason, ...asked.glassText]);
  if (role === 'expert' && route.includes('/profile')) add(populace.those('expert').map(({ mark }) => mark));
  if (role === 'auditor') for (const { glassText } of lives.values()) add(glassText);
  if (role === 'secretariat') {
    add([...populace.members.values()].map(({ mark }) => mark));
    add(populace.institutions.flatMap(({ marks }) => marks));
  }
  return met;
}

/** The ids of queries and people that somebody may meet in any answer. */
export function mayLearn(known: Known, who: Member): (id: string) => boolean {
  const { populace, lives } = known;
  const { role } = who.person;
  const listed = new Set(listedFor(known, who));
  const people = new Map([...populace.members.values()].map((one) => [one.person.id, one]));
  const institutions = new Set(populace.institutions.map(({ id }) => id));
  return (id) => {
    if (role === 'auditor') return true;
    if (lives.has(id)) return listed.has(id);
    const person = people.get(id);
    // A colleague who was let in stays on the asker's page, to be taken out, also after they moved elsewhere.
    const letIn = [...lives.values()].some((life) => listed.has(life.id) && life.coOwners.has(person?.name ?? ''));
    // Experts choose among each other who stands in for them.
    if (role === 'expert' && person?.person.role === 'expert') return true;
    if (person) return role === 'secretariat' || person === who || letIn || person.institutionId === who.institutionId;
    return role === 'secretariat' || !institutions.has(id);
  };
}
