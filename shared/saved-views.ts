import { type SavedView, type SecretariatMember, viewLimit } from './people.ts';
import { Refused } from './refused.ts';
import { changed, type RegistryChange } from './registry.ts';

function withViews(member: SecretariatMember, views: readonly SavedView[]): RegistryChange {
  return changed(member, { views: [...views] }, { code: 'views-changed', details: {} });
}

/** A member keeps a view of the board; one of the same name is replaced. */
export function keepView(member: SecretariatMember, kept: SavedView): RegistryChange {
  const others = (member.views ?? []).filter(({ name }) => name !== kept.name);
  if (others.length >= viewLimit)
    throw new Refused('invalid-input', [{ field: 'viewName', code: 'too-many', limit: viewLimit }]);
  return withViews(member, [...others, kept]);
}

const unknownView = () => new Refused('invalid-input', [{ field: 'savedView', code: 'unknown-option' }]);

/** A member gives a view another name. */
export function renameView(member: SecretariatMember, from: string, to: string): RegistryChange {
  const views = member.views ?? [];
  if (!views.some(({ name }) => name === from)) throw unknownView();
  if (from !== to && views.some(({ name }) => name === to))
    throw new Refused('invalid-input', [{ field: 'newName', code: 'taken' }]);
  return withViews(
    member,
    views.map((one) => (one.name === from ? { ...one, name: to } : one)),
  );
}

/** A member needs a view no more. */
export function dropView(member: SecretariatMember, dropped: string): RegistryChange {
  const views = member.views ?? [];
  const left = views.filter(({ name }) => name !== dropped);
  if (left.length === views.length) throw unknownView();
  return withViews(member, left);
}
