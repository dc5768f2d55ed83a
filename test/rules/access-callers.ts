import type { Caller } from '../../shared/access.ts';
import type { Interests, Person } from '../../shared/people.ts';
import type { Query } from '../../shared/query.ts';
import {
  approved,
  clearanceUntil,
  clearedBy,
  inSent,
  inStatuses,
  nowhere,
  ofAskers,
  offerLapsed,
  offerLastMinute,
  passedBy,
  restricted,
  type Stands,
  sentOnly,
  standing,
  whereAtWork,
  whereClears,
  whereDeputy,
  whereGranted,
  whereOffered,
  whereOfferedOrGranted,
  windowUntil,
  withGlass,
} from './access-standings.ts';
import {
  adviser,
  asker,
  auditor,
  clearer,
  coOwner,
  deputy,
  expert,
  member,
  minutesAfter,
  now,
  official,
} from './cast.ts';
import { idOf } from './worlds.ts';

/** Somebody who comes to a query: who, how the query must be for them to be that, and how they then stand to it. */
type Kind = {
  who: string;
  caller: Caller;
  /** The query as it is when such a person comes; untouched when absent. */
  meets?: (query: Query) => Query;
  /** How they stand, by situation; to a query in any other they are nobody. */
  stands: Stands;
};

const person = (one: Person): Caller => ({ kind: 'person', person: one });
const standingIn = (one: Person, expert = adviser.id): Caller => ({
  kind: 'person',
  person: one,
  standsInFor: [expert],
});

const anotherMember = member(9);
const elsewhere = idOf(19);

const ties: [string, Partial<Interests>][] = [
  ['is a national of the State', { nationalities: ['CH', 'GH'] }],
  ['lives in the State', { residence: 'GH' }],
  ['works for the State', { employments: [{ state: 'GH' }] }],
  ['worked for the State until five years ago to the day', { employments: [{ state: 'GH', until: '2021-03-03' }] }],
  ['declared a tie to the State', { declared: ['GH'] }],
  ['sits on a treaty body that reviews the State', { reviewedByOwnBody: ['GH'] }],
];

const askersSide: Kind[] = [
  { who: 'the asker', caller: person(asker), stands: ofAskers('asker') },
  { who: 'a co-owner', caller: person(coOwner), stands: ofAskers('co-owner') },
  {
    who: 'somebody who was a co-owner until they were taken off',
    caller: person(coOwner),
    meets: (query) => ({ ...query, coOwners: [] }),
    stands: nowhere,
  },
  { who: 'a colleague whom nobody let in', caller: person(official(5)), stands: nowhere },
  { who: 'an official of another institution', caller: person(official(6, elsewhere)), stands: nowhere },
  {
    who: 'the asker after moving to another institution',
    caller: person({ ...asker, institutionId: elsewhere }),
    stands: nowhere,
  },
  {
    who: 'a co-owner after moving to another institution',
    caller: person({ ...coOwner, institutionId: elsewhere }),
    stands: nowhere,
  },
  {
    who: 'the asker after the query was handed to a successor',
    caller: person(asker),
    meets: (query) => ({ ...query, askerId: idOf(7) }),
    stands: nowhere,
  },
  {
    who: 'the successor it was handed to',
    caller: person(official(7)),
    meets: (query) => ({ ...query, askerId: idOf(7) }),
    stands: ofAskers('asker'),
  },
];

const expertsSide: Kind[] = [
  { who: 'an expert never involved', caller: person(expert(8)), stands: nowhere },
  { who: 'the expert it is with', caller: person(adviser), stands: whereOfferedOrGranted },
  {
    who: 'the expert it is with, in the last minute of offer or window',
    caller: person(adviser),
    meets: (query) => offerLastMinute(windowUntil(minutesAfter(1))(query)),
    stands: { ...whereOfferedOrGranted, 'closed, its window over': ['expert with a grant'] },
  },
  {
    who: 'the expert of a restricted query',
    caller: person(adviser),
    meets: restricted,
    stands: whereOfferedOrGranted,
  },
  {
    who: 'the expert whose offer lapsed this moment',
    caller: person(adviser),
    meets: offerLapsed,
    stands: whereGranted,
  },
  {
    who: 'the expert whose window ended this moment',
    caller: person(adviser),
    meets: windowUntil(now),
    stands: { ...whereOffered, ...whereAtWork },
  },
  {
    who: 'an expert who had it and gave it back, or was replaced',
    caller: person(expert(8)),
    meets: passedBy(idOf(8)),
    stands: nowhere,
  },
  {
    who: 'the expert it is with, whose work for the State ended more than five years ago',
    caller: person(expert(3, { employments: [{ state: 'GH', until: '2021-03-02' }] })),
    stands: whereOfferedOrGranted,
  },
  ...ties.map(
    ([tied, interests]): Kind => ({
      who: `the expert it is with, who ${tied}`,
      caller: person(expert(3, interests)),
      stands: nowhere,
    }),
  ),
  {
    who: 'the expert of a restricted query who is a national of the State',
    caller: person(expert(3, { nationalities: ['GH'] })),
    meets: restricted,
    stands: nowhere,
  },
];

const others: Kind[] = [
  { who: 'the deputy of the expert at work', caller: standingIn(deputy), stands: whereDeputy },
  { who: 'the deputy of another expert', caller: standingIn(deputy, idOf(8)), stands: nowhere },
  { who: 'whoever was the deputy of the expert at work until a moment ago', caller: person(deputy), stands: nowhere },
  {
    who: 'the deputy of the expert at work, who is a national of the State',
    caller: standingIn(expert(13, { nationalities: ['GH'] })),
    stands: nowhere,
  },
  {
    who: 'the deputy who is asked to clear, or clears',
    caller: standingIn(deputy),
    meets: clearedBy(deputy.id),
    stands: { ...whereDeputy, ...whereClears },
  },
  {
    who: 'the deputy, who gave the query back or lost it before',
    caller: standingIn(deputy),
    meets: passedBy(deputy.id),
    stands: nowhere,
  },
  {
    who: 'the deputy of the expert of a restricted query',
    caller: standingIn(deputy),
    meets: restricted,
    stands: nowhere,
  },
  { who: 'the second expert', caller: person(clearer), stands: whereClears },
  {
    who: 'the second expert, in the last minute of being asked',
    caller: person(clearer),
    meets: (query) => clearanceUntil(query, minutesAfter(1)),
    stands: whereClears,
  },
  {
    who: 'the second expert, whose time to reply ended this moment',
    caller: person(clearer),
    meets: (query) => clearanceUntil(query, now),
    stands: standing(['expert who clears'], ['in_review', 'in review, waiting by request']),
  },
  {
    who: 'the second expert, who works for the State',
    caller: person(expert(12, { employments: [{ state: 'GH' }] })),
    stands: nowhere,
  },
  {
    who: 'the second expert of a restricted query',
    caller: person(clearer),
    meets: restricted,
    stands: whereClears,
  },
  {
    who: 'the expert at work, whom a mistake has put to clear their own advice',
    caller: person(adviser),
    meets: clearedBy(adviser.id),
    stands: whereOfferedOrGranted,
  },
  {
    who: 'an expert who wrote an earlier version, whom a mistake has put to clear this one',
    caller: person(expert(8)),
    meets: (query) => sentOnly((one) => ({ ...one, drafters: [expert(8).id] }))(clearedBy(expert(8).id)(query)),
    stands: nowhere,
  },
];

const secretariatsSide: Kind[] = [
  { who: 'a member of the secretariat', caller: person(member(4)), stands: inSent('secretariat') },
  {
    who: 'a member who asked to read in an emergency',
    caller: person(member(4)),
    meets: withGlass({
      ...{ status: 'requested', memberId: member(4).id, reason: 'legal-duty' },
      ...{ text: 'A court asks for it by tomorrow.', requestedAt: minutesAfter(-1) },
    }),
    stands: inSent('secretariat'),
  },
  {
    who: 'a member with an approved emergency, in its last minute',
    caller: person(member(4)),
    meets: approved(member(4).id, anotherMember.id, minutesAfter(1)),
    stands: inSent('secretariat', 'member with broken glass'),
  },
  {
    who: 'a member whose emergency ended this moment',
    caller: person(member(4)),
    meets: approved(member(4).id, anotherMember.id, now),
    stands: inSent('secretariat'),
  },
  {
    who: 'a member who approved another member’s emergency',
    caller: person(member(4)),
    meets: approved(anotherMember.id, member(4).id, minutesAfter(30)),
    stands: inSent('secretariat'),
  },
  { who: 'an auditor', caller: person(auditor(10)), stands: nowhere },
];

const hubsSide: Kind[] = [
  { who: 'the hub’s offer', caller: { kind: 'hub', function: 'offer' }, stands: inSent('the router') },
  {
    who: 'the hub’s watch',
    caller: { kind: 'hub', function: 'watch' },
    stands: { draft: ['the watch'], ...inSent('the watch') },
  },
  {
    who: 'the hub’s eraser',
    caller: { kind: 'hub', function: 'erase' },
    stands: standing(['the eraser'], inStatuses('closed', 'declined', 'referred', 'withdrawn', 'discarded', 'erased')),
  },
];

/** The same person, suspended: nobody, whatever they were. */
const suspended = ({ who, caller, ...kind }: Kind): Kind[] =>
  caller.kind === 'hub'
    ? []
    : [
        {
          ...kind,
          who: `${who}, suspended`,
          caller: { ...caller, person: { ...caller.person, status: 'suspended' } },
          stands: nowhere,
        },
      ];

const signedIn = [...askersSide, ...expertsSide, ...others, ...secretariatsSide];

/** Every kind of caller that a query can meet. */
export const kinds: readonly Kind[] = [...signedIn, ...signedIn.flatMap(suspended), ...hubsSide];
