import { acceptOffer } from './accept-offer.ts';
import { answerQuery } from './answer-query.ts';
import { askPage } from './ask-page.ts';
import { asset, openApiDocument } from './assets.ts';
import { assignQuery } from './assign-query.ts';
import { board } from './board.ts';
import { checkDraft } from './check-draft.ts';
import { choosePassword } from './choose-password.ts';
import { considerOffer } from './consider-offer.ts';
import { declineOffer } from './decline-offer.ts';
import { draftQuery } from './draft-query.ts';
import { editDraft } from './edit-draft.ts';
import { enrolDevice } from './enrol-device.ts';
import { followNotice } from './follow-notice.ts';
import { grantUrgency } from './grant-urgency.ts';
import { home } from './home.ts';
import { myQueries } from './my-queries.ts';
import { queryCard } from './query-card.ts';
import { queue } from './queue.ts';
import { readQuery } from './read-query.ts';
import { receipt } from './receipt.ts';
import type { Route } from './route.ts';
import { saveDraft } from './save-draft.ts';
import { sendQuery } from './send-query.ts';
import { signInPage, signInWithPassword } from './sign-in.ts';
import { signInWithCode } from './sign-in-with-code.ts';
import { signedOut, signOut } from './sign-out.ts';
import { help, start } from './start.ts';

/** Routes that carry content. */
export const vaultRoutes: readonly Route<'vault'>[] = [
  askPage,
  draftQuery,
  editDraft,
  saveDraft,
  checkDraft,
  sendQuery,
  readQuery,
  answerQuery,
];

/** Routes that carry metadata only. */
export const deskRoutes: readonly Route<'desk'>[] = [
  home,
  myQueries,
  receipt,
  queue,
  considerOffer,
  acceptOffer,
  declineOffer,
  board,
  queryCard,
  assignQuery,
  grantUrgency,
  followNotice,
];

/** Routes for who is not in yet, and what anyone may see. */
export const doorRoutes: readonly Route<'door'>[] = [
  start,
  help,
  signInPage,
  signInWithPassword,
  signInWithCode,
  choosePassword,
  enrolDevice,
  signOut,
  signedOut,
  asset,
  openApiDocument,
];
