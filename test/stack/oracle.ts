import type { Life } from './life.ts';
import type { Member, Populace } from './populace.ts';

// Who may see what, stated from the design (need-to-know, life of a query) and from nothing that the hub itself asks.

/** How somebody stands to a query. */
type Standing =
  | ('asks' | 'shares' | 'keeps a receipt')
  | ('was offered' | 'advises' | 'stands by' | 'was asked to clear' | 'clears')
  | ('desk' | 'looks through the glass')
  | 'none';

/** Everything the oracle knows. */
export type Known = {
  populace: Populace;
  lives: ReadonlyMap<string, Life>;
  /** The notices that were sent: to whom, of what, about which query. */
  notices: ReadonlyMap<string, { to: string; kind: string; queryId: string }>;
  /** Whatever has a ledger. */
  subjects: ReadonlySet<string>;
};

function expertStanding(life: Life, { name, ties }: Member): Standing {
  if (ties.has(life.state)) return 'none';
  if (life.clears === name) return 'clears';
  if (life.askedToClear === name) return 'was asked to clear';
  if (life.grantedTo === name) return 'advises';
  if (life.offeredTo === name) return 'was offered';
  // Nobody comes as a deputy to a restricted question, or gets back what they gave back.
  return life.deputy === name && !life.restricted && !life.passed.has(name) ? 'stands by' : 'none';
}

function standingsOf(life: Life, who: Member): Standing[] {
  const { name, person, institutionId } = who;
  const { status } = life;
  if (status === 'discarded') return ['none'];
  if (person.role === 'official') {
    // The query is the institution's: who left it left the query.
    if (institutionId !== life.institutionId) return ['none'];
    const standing = life.asker === name ? 'asks' : life.coOwners.has(name) ? 'shares' : 'none';
    return [standing !== 'none' && status === 'erased' ? 'keeps a receipt' : standing];
  }
  if (person.role === 'expert') return [expertStanding(life, who)];
  if (person.role === 'secretariat' && status !== 'draft' && status !== 'erased')
    return life.glass?.open && life.glass.member === name ? ['desk', 'looks through the glass'] : ['desk'];
  return ['none'];
}

type Rule = { by: readonly Standing[]; onceSent?: true };
const asking: readonly Standing[] = ['asks', 'shares'];
const reading: readonly Standing[] = [...asking, 'advises', 'clears'];

/** What is found at each address of one query, and by whom. */
const queryRules: Record<string, Rule> = {
  'GET /queries/{id}': { by: reading },
  'GET /queries/{id}/edit': { by: asking },
  'GET /queries/{id}/question': { by: asking },
  'POST /queries/{id}/save': { by: asking },
  'GET /queries/{id}/background': { by: asking },
  'POST /queries/{id}/save-background': { by: asking },
  'GET /queries/{id}/contact': { by: asking },
  'POST /queries/{id}/save-contact': { by: asking },
  'GET /queries/{id}/check': { by: asking },
  'POST /queries/{id}/send': { by: asking },
  'POST /queries/{id}/discard': { by: ['asks'] },
  'GET /queries/{id}/receipt': { by: [...asking, 'keeps a receipt'], onceSent: true },
  'POST /queries/{id}/give-information': { by: asking },
  'POST /queries/{id}/add-information': { by: asking },
  'POST /queries/{id}/pause': { by: ['asks'] },
  'POST /queries/{id}/let-wait': { by: ['desk'] },
  'POST /queries/{id}/resume': { by: ['asks', 'desk'] },
  'POST /queries/{id}/follow-up': { by: asking },
  'POST /queries/{id}/thank': { by: asking },
  'POST /queries/{id}/reopen': { by: asking },
  'POST /queries/{id}/give-feedback': { by: ['asks'] },
  'POST /queries/{id}/withdraw': { by: ['asks'] },
  'POST /queries/{id}/accept-referral': { by: ['asks'] },
  'POST /queries/{id}/refuse-referral': { by: ['asks'] },
  'GET /queries/{id}/access': { by: asking },
  'GET /queries/{id}/timeline': { by: asking },
  'POST /queries/{id}/add-co-owner': { by: ['asks'] },
  'POST /queries/{id}/remove-co-owner': { by: ['asks'] },
  'POST /queries/{id}/restrict': { by: asking },
  'POST /queries/{id}/unrestrict': { by: ['asks'] },
  'GET /queries/{id}/offer': { by: ['was offered'] },
  'POST /queries/{id}/accept': { by: ['was offered'] },
  'POST /queries/{id}/decline': { by: ['was offered'] },
  'GET /queries/{id}/recuse': { by: ['advises'] },
  'POST /queries/{id}/recuse': { by: ['advises'] },
  'POST /queries/{id}/ask-information': { by: ['advises'] },
  'POST /queries/{id}/save-advice': { by: ['advises'] },
  'POST /queries/{id}/preview-advice': { by: ['advises'] },
  'POST /queries/{id}/ask-review': { by: ['advises'] },
  'POST /queries/{id}/add-note': { by: ['advises', 'clears'] },
  'GET /queries/{id}/clearance': { by: ['was asked to clear'] },
  'POST /queries/{id}/accept-clearance': { by: ['was asked to clear'] },
  'POST /queries/{id}/decline-clearance': { by: ['was asked to clear', 'clears'] },
  'POST /queries/{id}/approve': { by: ['clears'] },
  'POST /queries/{id}/return': { by: ['clears'] },
  'GET /queries/{id}/stand-in': { by: ['stands by'] },
  'POST /queries/{id}/take-over': { by: ['stands by'] },
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
  'GET /ask/question': ['official'],
  'POST /queries': ['official'],
  'GET /queries': ['official'],
  'GET /queue': ['expert'],
  'GET /queue/stand-in': ['expert'],
  'GET /profile': ['expert'],
  'POST /profile': ['expert'],
  'POST /profile/expertise': ['expert'],
  'GET /board': ['secretariat'],
  'GET /board/news': ['secretariat'],
  'GET /board/find': ['secretariat'],
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
  'GET /ledgers/verification': ['auditor'],
};

/** Which way a notice leads: to whom it leads anywhere at all; what ended leads back to one's own list. */
const noticeRules: Record<string, readonly Standing[] | 'own list'> = {
  received: asking,
  assigned: reading,
  'information-asked': reading,
  'advice-available': reading,
  'not-advised': reading,
  'referral-proposed': reading,
  closed: reading,
  'shared-with-you': reading,
  'handed-over': reading,
  'break-glass': asking,
  offer: ['was offered', ...reading],
  'grant-ended': 'own list',
  'clearance-asked': ['was asked to clear', ...reading],
  returned: reading,
  'information-arrived': reading,
  'follow-up-asked': reading,
  'no-expert': ['desk'],
  'no-clearer': ['desk'],
  'referral-agreed': ['desk'],
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
  if (route.includes('/people/{personId}')) {
    const found = [...populace.members.values()].find((one) => one.person.id === id);
    const ofExperts = route.endsWith('/expertise');
    return person.role === 'secretariat' && found !== undefined && (!ofExperts || found.person.role === 'expert');
  }
  if (route.includes('/institutions/{institutionId}'))
    return person.role === 'secretariat' && populace.institutions.some((one) => one.id === id);
  if (route === 'GET /ledgers/{subjectId}') return person.role === 'auditor' && subjects.has(id);
  if (route === 'GET /notices/{id}') {
    const notice = notices.get(id);
    const life = notice && lives.get(notice.queryId);
    if (!notice || !life || notice.to !== name) return false;
    const rule = noticeRules[notice.kind];
    if (!rule) throw new Error(`the oracle does not know a notice called ${notice.kind}`);
    if (rule === 'own list') return true;
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

/** Is there anything between this person and a query? */
const hasPart = (life: Life, who: Member): boolean => !standingsOf(life, who).includes('none');

const done = ['answered', 'closed', 'declined', 'referred', 'withdrawn'];

/** The queries that somebody finds in their own list, on the board, or in their queue. */
export const listedFor = ({ lives }: Known, who: Member): string[] =>
  [...lives.values()]
    .filter((life) => hasPart(life, who))
    // Who stands by is told when it matters; the board shows by their dates those that are to be answered.
    .filter((life) => !standingsOf(life, who).includes('stands by'))
    .filter(({ status, waits }) => who.person.role !== 'secretariat' || !(waits || done.includes(status)))
    .map(({ id }) => id);

/** The addresses at which the text of a query may stand: of that query, and of no other. */
const textAt = [
  'GET /queries/{id}',
  'GET /queries/{id}/question',
  'GET /queries/{id}/background',
  'GET /queries/{id}/check',
  'GET /queries/{id}/emergency',
  // A form that was refused is shown again with what it belongs to.
  ...[
    'save',
    'save-background',
    'send',
    'give-information',
    'add-information',
    'follow-up',
    'thank',
    'reopen',
    ...['pause', 'resume'],
    'give-feedback',
  ],
  ...[
    'withdraw',
    'accept-referral',
    'refuse-referral',
    'ask-information',
    'save-advice',
    'preview-advice',
    'ask-review',
  ],
  ...['add-note'],
  ...['approve', 'return'],
].map((at) => (at.startsWith('GET ') ? at : `POST /queries/{id}/${at}`));

/** Which of a query's texts each may read: the asker's side nothing that was not cleared, a second expert no draft. */
function textFor(life: Life, who: Member): readonly string[] {
  const { text, advice, inner, drafts } = life;
  const standings = standingsOf(life, who);
  if (standings.includes('advises')) return [...text, ...advice, ...inner, ...drafts];
  if (standings.includes('clears')) return [...text, ...advice, ...inner];
  return [...text, ...advice];
}

/** At which addresses people of a query are named to those who ask: who can see it, and who did. */
const peopleAt = [
  'GET /queries/{id}/access',
  ...['add-co-owner', 'remove-co-owner', 'restrict', 'unrestrict'].map((verb) => `POST /queries/{id}/${verb}`),
];

/** The markers that somebody may meet in an answer to this request. */
export function mayMeet({ populace, lives }: Known, who: Member, route: string, id: string): Set<string> {
  const met = new Set([who.mark]);
  const add = (words: readonly string[]) => words.forEach((word) => void met.add(word));
  const { role } = who.person;
  const asked = lives.get(id);
  if (asked && textAt.includes(route)) add(textFor(asked, who));
  // Their own reasons, and on the page of who sees it colleagues' names and the members who asked for an emergency.
  if (asked && role === 'official') add(asked.reason);
  if (asked && role === 'official' && peopleAt.includes(route)) {
    add(asked.glassText);
    add(
      populace
        .those('official')
        .filter((one) => asked.near.has(one.name))
        .map(({ mark }) => mark),
    );
    if (asked.glassText.length > 0) add(populace.those('secretariat').map(({ mark }) => mark));
  }
  // Who stands by is told whose query it is, also on the form that is shown again.
  const standsBy = asked && standingsOf(asked, who).includes('stands by');
  if (standsBy && /\/(stand-in|take-over)$/.test(route)) add([populace.members.get(asked.grantedTo ?? '')?.mark ?? '']);
  if (asked && role === 'secretariat') add([...asked.reason, ...asked.glassText]);
  if (route === 'GET /queue/stand-in') add(thoseBehind(populace, who).map(({ mark }) => mark));
  if (role === 'expert' && route.includes('/profile')) add(populace.those('expert').map(({ mark }) => mark));
  if (role === 'auditor') for (const { glassText } of lives.values()) add(glassText);
  if (role === 'secretariat') {
    add([...populace.members.values()].map(({ mark }) => mark));
    add(populace.institutions.flatMap(({ marks }) => marks));
  }
  return met;
}

/** The ids of queries and people that somebody may meet in an answer to this request. */
export function mayLearn(known: Known, who: Member, route: string, asked: string): (id: string) => boolean {
  const { populace, lives } = known;
  const { role } = who.person;
  const people = new Map([...populace.members.values()].map((one) => [one.person.id, one]));
  const institutions = new Set(populace.institutions.map(({ id }) => id));
  return (id) => {
    if (role === 'auditor') return true;
    const life = lives.get(id);
    if (life) return hasPart(life, who);
    const person = people.get(id);
    if (!person) return role === 'secretariat' || !institutions.has(id) || isOwnInstitution(who, id);
    if (role === 'secretariat' || person === who) return true;
    // Experts choose among each other who stands in for them.
    if (role === 'expert' && person.person.role === 'expert')
      return (
        route.includes('/profile') ||
        isOwnDeputy(who, id) ||
        (route === 'GET /queue/stand-in' && thoseBehind(populace, who).includes(person))
      );
    // A colleague who was let in is named by id where they are taken out again, whether they still see it or not.
    const about = lives.get(asked);
    return peopleAt.includes(route) && about?.coOwners.has(person.name) === true && hasPart(about, who);
  };
}

/** The experts who named this one as their deputy. */
const thoseBehind = (populace: Known['populace'], { person }: Member): Member[] =>
  populace.those('expert').filter((one) => isOwnDeputy(one, person.id));

const isOwnDeputy = ({ person }: Member, id: string): boolean =>
  person.role === 'expert' && person.expertise.deputyId === id;

const isOwnInstitution = ({ institutionId }: Member, id: string): boolean => institutionId === id;

/** Whom the page of who can see a query names as seeing it now: those who ask and are still there, and emergencies. */
export function seenBy({ populace }: Known, life: Life): string[] {
  const there = (name: string): boolean => {
    const one = populace.members.get(name);
    return one !== undefined && !one.suspended && hasPart(life, one);
  };
  const glass = life.glass?.open ? [life.glass.member] : [];
  return [life.asker, ...life.coOwners, ...glass]
    .filter(there)
    .map((name) => populace.members.get(name)?.person.name ?? '');
}

/** How many experts it says can read or consider it, stand by, or clear it, unnamed. */
export const expertsOn = (life: Life, { populace }: Known): number =>
  populace.those('expert').filter((one) => !one.suspended && expertStanding(life, one) !== 'none').length;
