import * as z from 'zod/mini';
import { CalendarDate, Id, line, Moment, Ordinal } from './fields.ts';
import { Locale, QueryLanguage } from './languages.ts';
import { Mailing, NoticesBy } from './mailing.ts';
import { State } from './states.ts';
import { TimeZone } from './time-zones.ts';
import { Topic } from './topics.ts';
import { nameIn, namesOf, unionBy, whenNeeded } from './when-needed.ts';

/** What the conflict rule is judged by (the Addis Ababa guidelines, A/67/222, for members of treaty bodies). */
const interests = () =>
  z.strictObject({
    nationalities: z.array(State).check(z.minLength(1)),
    residence: State,
    /** Employers by State; `until` is absent while the employment lasts. */
    employments: z.array(z.strictObject({ state: State, until: z.optional(CalendarDate) })),
    /** States the expert declared for any other reason. */
    declared: z.array(State),
    /** States whose reports or visits the expert's treaty body reviews. */
    reviewedByOwnBody: z.array(State),
  });
export type Interests = z.infer<ReturnType<typeof interests>>;

/** What an expert is routed by. */
const expertise = () =>
  z.strictObject({
    mainTopics: z.array(Topic).check(z.minLength(1)),
    secondaryTopics: z.array(Topic),
    /** In which they are fluent. */
    languages: z.array(QueryLanguage).check(z.minLength(1)),
    /** In which they can work without being fluent: asked after those who are. */
    workingLanguages: z.optional(z.array(QueryLanguage)),
    /** How many queries the expert carries at once, offers included. */
    capacity: z.int().check(z.minimum(0), z.maximum(50)),
    /** Whole days away, both ends included. */
    absences: z.array(z.strictObject({ from: CalendarDate, to: CalendarDate })).check(z.maxLength(20)),
    /** The expert who stands in while this one is away, and who hears when something of theirs is overdue. */
    deputyId: z.optional(Id),
    interests: interests(),
  });
export type Expertise = z.infer<ReturnType<typeof expertise>>;

/** What of it the secretariat and the expert edit in one form; ties to States are declared in one of their own. */
export type Routed = Omit<Expertise, 'interests'>;

const everyone = whenNeeded(() => ({
  id: Id,
  version: Ordinal,
  name: line(200),
  email: z.email().check(z.maxLength(254)),
  locale: Locale,
  timeZone: TimeZone,
  status: z.enum(['active', 'suspended']),
  /** The member who put them on the list, who does not give them their first password; nobody, if an operator did. */
  addedBy: z.optional(Id),
  /** Nobody who signed in before this moment is in any more. */
  sessionsEndedAt: z.optional(Moment),
  /** When a password for the first sign-in was last given; without one nobody can sign in. */
  firstPasswordAt: z.optional(Moment),
  /** A member says that their device was lost; another must agree before it is forgotten. */
  lostDevice: z.optional(z.strictObject({ saidBy: Id, at: Moment })),
  mailing: z.optional(Mailing),
  noticesBy: z.optional(NoticesBy),
  /** Keys lead from page to page and from row to row, for who wants them; nobody has them unasked. */
  shortcuts: z.optional(z.boolean()),
}));

/** How many views of the board a member may keep. */
export const viewLimit = 20;

/** A way to look at the board under a name of the member's own: the filters, as the board's address has them. */
const savedView = () => z.strictObject({ name: line(60), query: z.string().check(z.maxLength(300)) });
export type SavedView = z.infer<ReturnType<typeof savedView>>;

/** What is kept of somebody in each role there is. */
const kept = {
  official: () => ({ ...everyone(), institutionId: Id }),
  expert: () => ({ ...everyone(), expertise: expertise() }),
  secretariat: () => ({
    ...everyone(),
    /** The member's own ways to look at the board. */
    views: z.optional(z.array(savedView()).check(z.maxLength(viewLimit))),
  }),
  auditor: everyone,
};

/** Somebody the hub knows; roles are exclusive, so nobody is at once expert and secretariat. */
export const Person = unionBy('role', kept);
export type Person = z.infer<typeof Person>;
export type Role = Person['role'];

/** The roles there are. */
export const roles = namesOf(kept);

/** Somebody of one role. */
type Of<Name extends Role> = Extract<Person, { role: Name }>;
const ofRole = <Name extends Role>(role: Name) =>
  z.pipe(
    Person,
    z.custom<Of<Name>, Person>((person) => nameIn(person, 'role') === role),
  );

export const Official = ofRole('official');
export const Expert = ofRole('expert');
export const SecretariatMember = ofRole('secretariat');
export const Auditor = ofRole('auditor');
export type Official = Of<'official'>;
export type Expert = Of<'expert'>;
export type SecretariatMember = Of<'secretariat'>;
