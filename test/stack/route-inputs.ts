import type { Populace } from './populace.ts';
import { everythingChecked } from './steps.ts';

/** What a form of each route sends, so that nothing is refused for what is in it. */
export function inputOf(route: string, { those }: Populace): Record<string, string> {
  const [expert, official] = [those('expert')[0]?.person, those('official')[0]?.person];
  const asking = { title: 'T', body: 'B', topic: 'other', language: 'en', urgency: 'standard', individualCase: 'no' };
  const inputs: Record<string, Record<string, string>> = {
    'POST /queries': { ...asking, confidentiality: 'standard' },
    'POST /queries/{id}/save': { ...asking, confidentiality: 'standard' },
    'POST /queries/{id}/save-background': { urgency: 'standard' },
    'POST /queries/{id}/save-contact': { language: 'en', replyLanguages: 'en', confidentiality: 'standard' },
    'POST /ask/scope': { individualCase: 'no' },
    'POST /queries/{id}/accept': { noConflict: 'yes' },
    'POST /queries/{id}/decline': { reason: 'no-time' },
    'POST /queries/{id}/recuse': { reason: 'other' },
    'POST /queries/{id}/give-information': { information: 'I' },
    'POST /queries/{id}/add-information': { information: 'I' },
    'POST /queries/{id}/follow-up': { followUp: 'F' },
    'POST /queries/{id}/reopen': { followUp: 'F' },
    'POST /queries/{id}/give-feedback': { answered: 'yes', clear: 'yes', inTime: 'yes' },
    'POST /queries/{id}/withdraw': { sure: 'yes' },
    'POST /queries/{id}/accept-referral': { consent: 'yes' },
    'POST /queries/{id}/ask-information': { asked: 'Q' },
    'POST /queries/{id}/save-advice': { advice: 'A' },
    'POST /queries/{id}/preview-advice': { advice: 'A' },
    'POST /queries/{id}/ask-review': { advice: 'A' },
    'POST /queries/{id}/add-note': { note: 'N' },
    'POST /queries/{id}/accept-clearance': { noConflict: 'yes' },
    'POST /queries/{id}/decline-clearance': { reason: 'no-time' },
    'POST /queries/{id}/approve': everythingChecked,
    'POST /queries/{id}/return': { comment: 'C' },
    'POST /queries/{id}/take-over': { noConflict: 'yes' },
    'POST /queries/{id}/assign': {
      expertId: expert?.id ?? '',
      assignReason: 'best-fit',
    },
    'POST /queries/{id}/assign-clearer': {
      clearerId: expert?.id ?? '',
      clearerReason: 'best-fit',
    },
    'POST /queries/{id}/let-wait': { pauseReason: 'away' },
    'POST /queries/{id}/hold-erasure': { holdReason: 'inquiry' },
    'POST /queries/{id}/ask-about': { about: 'topic' },
    'POST /queries/{id}/extend': { dueOn: '2099-01-31', extensionReason: 'complex' },
    'POST /queries/{id}/change-topic': { topic: 'npm', topicReason: 'asker-says' },
    'POST /queries/{id}/turn-down': { notAdvisedReason: 'asked-elsewhere', turnTo: 'ohchr' },
    'POST /queries/{id}/propose-referral': { partner: 'apt', referralReason: 'no-room' },
    'POST /queries/{id}/hand-over': { successorId: official?.id ?? '' },
    'POST /queries/{id}/add-co-owner': { email: official?.email ?? '' },
    'POST /queries/{id}/remove-co-owner': { personId: official?.id ?? '' },
    'POST /queries/{id}/unrestrict': { consent: 'yes' },
    'POST /queries/{id}/request-glass': { reason: 'legal-duty', text: 'At least twenty characters.' },
    'POST /institutions': { name: 'A new one', kind: 'npm', state: 'FJ' },
    'POST /institutions/{institutionId}/confirm': { evidence: 'E', focalPoint: 'F', expiresOn: '2098-01-01' },
    'POST /institutions/{institutionId}/edit': { name: 'N', kind: 'npm' },
    'POST /people/{personId}/address': { email: 'another@elsewhere.example' },
    'POST /people/{personId}/details': { name: 'N', locale: 'en', timeZone: 'UTC' },
    'POST /people/{personId}/expertise': { mainTopics: 'npm', languages: 'en', capacity: '5' },
    'POST /profile': { nationalities: 'NO', residence: 'NO' },
  };
  return inputs[route] ?? {};
}
