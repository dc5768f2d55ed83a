import { accounts } from '../functions/lib/accounts.ts';
import { newId } from '../shared/identifiers.ts';
import { Person } from '../shared/people.ts';
import { addPerson, giveFirstPassword } from '../shared/registry.ts';
import { CannotRun, type Operator } from './operator.ts';
import { registerOf } from './register.ts';

/** Who is to be let in, as the options of the command say. */
export type Newcomer = { role: string; email: string; name: string; language: string; timeZone: string };

/**
 * Lets in the first members of a hub, before there is anybody who could invite them: the secretariat, and the auditor.
 * Whoever is there already is left as they are and gets a new first password, so that a command which broke off can be
 * given again. The password is printed once and kept nowhere.
 */
export async function addMember(operator: Operator, newcomer: Newcomer, now: string, say: (line: string) => void) {
  if (!operator.userPoolId)
    throw new CannotRun('Not set: USER_POOL_ID. The outputs of the stack HubState say what it is.');
  const { directory, commit } = registerOf(operator);
  const email = newcomer.email.trim().toLowerCase();
  const known = await directory.findByAddress(email);
  const member = known ?? memberFrom({ ...newcomer, email });
  if (member.role !== newcomer.role) throw new CannotRun(`${email} belongs to somebody of the role ${member.role}.`);
  if (!known) await commit(addPerson(member), now);
  await commit(giveFirstPassword(member, '', now), now);
  const password = await accounts(operator.userPoolId, operator.cognito).giveFirstPassword(member);
  say(`${known ? 'Known already' : 'Let in'}: ${member.name}, ${member.role}, ${email}`);
  say(`First password, for one sign-in within seven days: ${password}`);
}

function memberFrom({ role, email, name, language: locale, timeZone }: Newcomer): Person {
  if (role !== 'secretariat' && role !== 'auditor')
    throw new CannotRun('--role takes secretariat or auditor; the secretariat invites everybody else on its pages.');
  const { success, data, error } = Person.safeParse({
    ...{ id: newId(), version: 1, status: 'active' },
    ...{ role, email, name, locale, timeZone },
  });
  if (success) return data;
  throw new CannotRun(`Not valid: ${error.issues.map(({ path }) => path.join('.')).join(', ')}.`);
}
