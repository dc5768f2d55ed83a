import { acceptOffer } from './accept-offer.ts';
import { accountPage, changeOwnDetails, chooseHow, endOneSession, endOtherSessions, ownData } from './account.ts';
import { deviceLost, endSessionsOf, firstPassword } from './admit-person.ts';
import { addInternalNote, clearAdvice, handInAdvice, saveDraftOfAdvice, sendBackAdvice } from './advice.ts';
import { feedback, followUp, reopenQuery, thankAndClose } from './after-answer.ts';
import { askPage, newQuestion } from './ask-page.ts';
import { chooseScope, scopePage } from './ask-scope.ts';
import { asset, openApiDocument } from './assets.ts';
import { askSecondExpert, assignQuery } from './assign-query.ts';
import { assignedTogether, assignTogether, chooseTogether, previewTogether } from './assign-together.ts';
import { board } from './board.ts';
import { boardNews } from './board-news.ts';
import { deleteSavedView, renameSavedView, saveView } from './board-views.ts';
import { approveReading, glassPage, refuseReading, requestReading } from './break-glass.ts';
import { checkDraft } from './check-draft.ts';
import { choosePassword } from './choose-password.ts';
import { considerClearance, takeClearance, turnDownClearance } from './clearance.ts';
import { colleagues } from './colleagues.ts';
import { restrictQuery, unrestrictQuery } from './confidentiality.ts';
import { considerOffer } from './consider-offer.ts';
import {
  askAboutQuery,
  changeTopicOf,
  closeWithoutReply,
  keepFromErasure,
  letErase,
  letQueryWait,
  proposeReferralOf,
  turnDownQuery,
} from './decide.ts';
import { declineOffer } from './decline-offer.ts';
import { draftContact, saveDraftContact } from './draft-contact.ts';
import { draftQuery } from './draft-query.ts';
import { draftBackground, draftQuestion, saveDraft, saveDraftBackground } from './draft-text.ts';
import { editDraft } from './edit-draft.ts';
import { detailsPage, editAddress, editDetails, editExpertise, expertisePage } from './edit-person.ts';
import { enrolDevice } from './enrol-device.ts';
import { extendQuery, previewExtension } from './extend-query.ts';
import { findQuery } from './find-query.ts';
import { followNotice } from './follow-notice.ts';
import { grantUrgency } from './grant-urgency.ts';
import { handOverQuery } from './hand-over.ts';
import { home } from './home.ts';
import { importExperts, importPage, previewImport } from './import-experts.ts';
import { inbox } from './inbox.ts';
import { addMore, askForInformation, pauseQuery, replyWithInformation, resumeQuery } from './information.ts';
import { confirm, editInstitution, institutionPage, institutionsPage, register, withdraw } from './institutions.ts';
import { invite, invitePage } from './invite.ts';
import { ledgerPage, ledgersPage, verifiedLedgersPage } from './ledgers.ts';
import { myQueries } from './my-queries.ts';
import { peoplePage, personPage, reinstatePerson, resumeMailTo, suspendPerson } from './people.ts';
import { previewAdvice } from './preview-advice.ts';
import { changeOwnExpertise, changeProfile, profilePage } from './profile.ts';
import { queryAccess } from './query-access.ts';
import { queryCard } from './query-card.ts';
import { queryTimeline } from './query-timeline.ts';
import { queue } from './queue.ts';
import { readQuery } from './read-query.ts';
import { readThroughGlass } from './read-through-glass.ts';
import { receipt } from './receipt.ts';
import { recusePage, recuseQuery } from './recuse.ts';
import { responseTimes, responseTimesCsv } from './response-times.ts';
import type { Route } from './route.ts';
import { sendQuery } from './send-query.ts';
import { sessionTerm, staySignedIn } from './session.ts';
import {
  previewCalendar,
  previewTargets,
  setCalendar,
  setHead,
  setManualTopics,
  setTargets,
  settingsPage,
} from './settings.ts';
import { addCoOwner, removeCoOwner } from './share-query.ts';
import { signInPage, signInWithPassword } from './sign-in.ts';
import { signInWithCode } from './sign-in-with-code.ts';
import { signedOut, signOut } from './sign-out.ts';
import { standInPage, takeOverQuery } from './stand-in.ts';
import { help, individualCases, start } from './start.ts';
import { agreeToReferral, declineReferral, discardDraft, withdrawQuery } from './taking-back.ts';

/** Routes that carry content. */
export const vaultRoutes: readonly Route<'vault'>[] = [
  newQuestion,
  draftQuery,
  draftQuestion,
  saveDraft,
  draftBackground,
  saveDraftBackground,
  checkDraft,
  sendQuery,
  readQuery,
  askForInformation,
  replyWithInformation,
  addMore,
  pauseQuery,
  resumeQuery,
  saveDraftOfAdvice,
  previewAdvice,
  handInAdvice,
  addInternalNote,
  clearAdvice,
  sendBackAdvice,
  followUp,
  thankAndClose,
  feedback,
  reopenQuery,
  withdrawQuery,
  agreeToReferral,
  declineReferral,
  readThroughGlass,
];

/** Routes of queries that carry metadata only. */
export const deskRoutes: readonly Route<'desk'>[] = [
  home,
  editDraft,
  draftContact,
  saveDraftContact,
  discardDraft,
  myQueries,
  receipt,
  queryAccess,
  queryTimeline,
  addCoOwner,
  removeCoOwner,
  restrictQuery,
  unrestrictQuery,
  queue,
  colleagues,
  considerOffer,
  acceptOffer,
  declineOffer,
  considerClearance,
  takeClearance,
  turnDownClearance,
  standInPage,
  takeOverQuery,
  recusePage,
  recuseQuery,
  previewTogether,
  assignTogether,
  assignedTogether,
  queryCard,
  assignQuery,
  askSecondExpert,
  askAboutQuery,
  letQueryWait,
  previewExtension,
  extendQuery,
  changeTopicOf,
  turnDownQuery,
  proposeReferralOf,
  closeWithoutReply,
  keepFromErasure,
  letErase,
  grantUrgency,
  handOverQuery,
  glassPage,
  requestReading,
  approveReading,
  refuseReading,
  inbox,
  followNotice,
];

/** Routes of the office: the board, people, institutions, settings, figures. */
export const officeRoutes: readonly Route<'office'>[] = [
  scopePage,
  chooseScope,
  askPage,
  profilePage,
  changeProfile,
  changeOwnExpertise,
  board,
  boardNews,
  findQuery,
  chooseTogether,
  saveView,
  renameSavedView,
  deleteSavedView,
  responseTimes,
  responseTimesCsv,
  peoplePage,
  personPage,
  suspendPerson,
  reinstatePerson,
  resumeMailTo,
  invitePage,
  invite,
  importPage,
  previewImport,
  importExperts,
  detailsPage,
  editDetails,
  editAddress,
  expertisePage,
  editExpertise,
  firstPassword,
  deviceLost,
  endSessionsOf,
  settingsPage,
  previewCalendar,
  setCalendar,
  previewTargets,
  setTargets,
  setManualTopics,
  setHead,
  institutionsPage,
  register,
  institutionPage,
  confirm,
  withdraw,
  editInstitution,
  accountPage,
  changeOwnDetails,
  chooseHow,
  endOneSession,
  endOtherSessions,
  ownData,
];

/** Routes of the record. */
export const auditRoutes: readonly Route<'audit'>[] = [ledgersPage, verifiedLedgersPage, ledgerPage];

/** Routes for who is not in yet, and what anyone may see. */
export const doorRoutes: readonly Route<'door'>[] = [
  start,
  help,
  individualCases,
  signInPage,
  signInWithPassword,
  signInWithCode,
  choosePassword,
  enrolDevice,
  sessionTerm,
  staySignedIn,
  signOut,
  signedOut,
  asset,
  openApiDocument,
];
