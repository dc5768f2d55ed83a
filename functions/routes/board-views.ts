import * as z from 'zod/mini';
import { BoardAddress, boardAt, boardChoice, boardSearch } from '../../shared/board.ts';
import { line } from '../../shared/fields.ts';
import { dropView, keepView, renameView } from '../../shared/saved-views.ts';
import { board } from './board.ts';
import { route, seeOther } from './route.ts';
import { unchanged } from './unchanged.ts';

const ViewName = line(60);

const theBoard = (search: string) => seeOther(boardAt(search));

/** POST /board/views: a member keeps what the board shows now under a name of their own. */
export const saveView = route({
  in: 'office',
  method: 'POST',
  path: '/board/views',
  summary: 'Keep these filters of the board under a name of your own; one of the same name is replaced.',
  may: 'see-board',
  versioned: true,
  input: z.extend(BoardAddress, { viewName: ViewName }),
  form: board,
  done: 'done.view-kept',
  run: async ({ person, input: { viewName, ...address }, version, register }) => {
    const query = boardSearch(boardChoice(address));
    return register(keepView(unchanged(person, version), { name: viewName, query }), theBoard(query));
  },
});

/** POST /board/views/rename: a member gives one of their views another name. */
export const renameSavedView = route({
  in: 'office',
  method: 'POST',
  path: '/board/views/rename',
  summary: 'Give one of your views of the board another name.',
  may: 'see-board',
  versioned: true,
  input: z.extend(BoardAddress, { savedView: ViewName, newName: ViewName }),
  form: board,
  done: 'done.view-renamed',
  run: async ({ person, input: { savedView, newName, ...address }, version, register }) =>
    register(renameView(unchanged(person, version), savedView, newName), theBoard(boardSearch(boardChoice(address)))),
});

/** POST /board/views/delete: a member needs one of their views no more. */
export const deleteSavedView = route({
  in: 'office',
  method: 'POST',
  path: '/board/views/delete',
  summary: 'Delete one of your views of the board.',
  may: 'see-board',
  versioned: true,
  // The button stands in the form that renames, too: what was typed for that is of no matter here.
  input: z.extend(BoardAddress, { savedView: ViewName, newName: z.optional(z.string().check(z.maxLength(60))) }),
  form: board,
  done: 'done.view-deleted',
  run: async ({ person, input: { savedView, newName: _, ...address }, version, register }) =>
    register(dropView(unchanged(person, version), savedView), theBoard(boardSearch(boardChoice(address)))),
});
