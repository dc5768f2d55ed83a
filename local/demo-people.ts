import { createHash } from 'node:crypto';
import { newId } from '../shared/identifiers.ts';
import { Institution } from '../shared/institutions.ts';
import { Auditor, Expert, Official, type Person, SecretariatMember } from '../shared/people.ts';

// Everybody here is invented, and every address ends in .example, which no mail reaches.

/** The same id at every start, so that what was kept still belongs to the same person. */
function idOf(name: string): string {
  return newId((bytes) => createHash('sha256').update(`demo ${name}`).digest().subarray(0, bytes));
}

type InstitutionKind = Institution['kind'];
type Locale = Official['locale'];

/** Vouched for since long ago and for long to come, so that the demo does not run out. */
const confirmed = {
  status: 'confirmed',
  evidence: 'A note verbale of the permanent mission.',
  focalPoint: 'The focal point of the mission',
  expiresOn: '2099-12-31',
} as const;

function institution(
  name: string,
  kind: InstitutionKind,
  state: string,
  standing: Institution['standing'] = confirmed,
): Institution {
  return Institution.parse({ id: idOf(name), version: 1, name, kind, state, standing });
}

/** What is on record of somebody who may sign in. */
const letIn = { status: 'active', firstPasswordAt: '2026-01-05T09:00:00.000Z' } as const;

function official(name: string, email: string, locale: Locale, timeZone: string, at: Institution): Official {
  return Official.parse({
    version: 1,
    id: idOf(email),
    name,
    email,
    locale,
    timeZone,
    ...letIn,
    role: 'official',
    institutionId: at.id,
  });
}

const justiceFiji = institution('Ministry of Justice', 'ministry', 'FJ');
const npmTogo = institution('Mécanisme national de prévention', 'npm', 'TG');
const policeHonduras = institution('Dirección General de la Policía', 'police', 'HN');
const missionOman = institution('البعثة الدائمة لدى الأمم المتحدة في جنيف', 'mission', 'OM');
const justiceCaboVerde = institution('Ministério da Justiça', 'ministry', 'CV');
const commissionFiji = institution('Human Rights and Anti-Discrimination Commission', 'nhri', 'FJ');
const correctionsZambia = institution('Correctional Service', 'corrections', 'ZM');
const bordersTrinidad = institution('Immigration Directorate', 'border', 'TT');
const foreignBenin = institution('Ministère des Affaires étrangères', 'ministry', 'BJ');
const justicePeru = institution('Ministerio de Justicia y Derechos Humanos', 'ministry', 'PE');
const academyCaboVerde = institution('Academia de Polícia', 'police', 'CV');
const interiorMauritania = institution('وزارة الداخلية', 'ministry', 'MR');
// Not vouched for yet: what it asks is received and held.
const newBodyMalawi = institution('Police Complaints Commission', 'other-body', 'MW', { status: 'unconfirmed' });

/** Who the demo officials ask for. */
export const demoInstitutions: readonly Institution[] = [
  justiceFiji,
  npmTogo,
  policeHonduras,
  missionOman,
  justiceCaboVerde,
  commissionFiji,
  correctionsZambia,
  bordersTrinidad,
  foreignBenin,
  justicePeru,
  academyCaboVerde,
  interiorMauritania,
  newBodyMalawi,
];

/** An official for each kind of institution and language of the sample questions; the first five speak the portal's five languages. */
export const demoOfficials: readonly Official[] = [
  official('Litia Vakaloloma', 'litia@justice.fj.example', 'en', 'Pacific/Fiji', justiceFiji),
  official('Kossi Agbéko', 'kossi@mnp.tg.example', 'fr', 'Africa/Lome', npmTogo),
  official('Marisol Zelaya', 'marisol@policia.hn.example', 'es', 'America/Tegucigalpa', policeHonduras),
  official('سالم البوسعيدي', 'salim@mission.om.example', 'ar', 'Europe/Zurich', missionOman),
  official('Nilton Évora', 'nilton@justica.cv.example', 'pt', 'Atlantic/Cape_Verde', justiceCaboVerde),
  official('Semi Waqa', 'semi@justice.fj.example', 'en', 'Pacific/Fiji', justiceFiji),
  official('Chimwemwe Phiri', 'chimwemwe@complaints.mw.example', 'en', 'Africa/Blantyre', newBodyMalawi),
  official('Josefa Naivalu', 'josefa@commission.fj.example', 'en', 'Pacific/Fiji', commissionFiji),
  official('Mutinta Banda', 'mutinta@corrections.zm.example', 'en', 'Africa/Lusaka', correctionsZambia),
  official('Devon Ramcharan', 'devon@immigration.tt.example', 'en', 'America/Port_of_Spain', bordersTrinidad),
  official('Rachidatou Dossou', 'rachidatou@diplomatie.bj.example', 'fr', 'Africa/Porto-Novo', foreignBenin),
  official('Wilmer Huamán', 'wilmer@justicia.pe.example', 'es', 'America/Lima', justicePeru),
  official('Eloísa Tavares', 'eloisa@academia.cv.example', 'pt', 'Atlantic/Cape_Verde', academyCaboVerde),
  official('مريم منت أحمد', 'mariem@interieur.mr.example', 'ar', 'Africa/Nouakchott', interiorMauritania),
];

type Expertise = Expert['expertise'];
type Ties = Partial<Expertise['interests']>;

function expert(
  name: string,
  email: string,
  locale: Locale,
  timeZone: string,
  [nationality, residence]: readonly [string, string],
  expertise: Pick<Expertise, 'mainTopics' | 'secondaryTopics' | 'languages'>,
  ties: Ties = {},
): Expert {
  const interests = {
    nationalities: [nationality],
    residence,
    employments: [],
    declared: [],
    reviewedByOwnBody: [],
    ...ties,
  };
  const everything = { ...expertise, capacity: 5, absences: [], interests };
  return Expert.parse({
    version: 1,
    id: idOf(email),
    name,
    email,
    locale,
    timeZone,
    ...letIn,
    role: 'expert',
    expertise: everything,
  });
}

/** Experts of different topics, languages and States: each sample question finds one without a conflict of interest. */
export const demoExperts: readonly Expert[] = [
  expert('Ingrid Solberg', 'ingrid@experts.example', 'en', 'Europe/Oslo', ['NO', 'NO'], {
    mainTopics: ['legislation', 'jurisdiction-extradition', 'strategy'],
    secondaryTopics: ['ratification', 'reporting'],
    languages: ['en', 'fr'],
  }),
  expert('Aïssatou Diallo', 'aissatou@experts.example', 'fr', 'Africa/Dakar', ['SN', 'SN'], {
    mainTopics: ['npm', 'opcat'],
    secondaryTopics: ['detention', 'nhri'],
    languages: ['fr', 'ar'],
  }),
  expert('Lucía Ferreyra', 'lucia@experts.example', 'es', 'America/Argentina/Buenos_Aires', ['AR', 'AR'], {
    mainTopics: ['interviewing', 'training'],
    secondaryTopics: ['custody-safeguards', 'redress'],
    languages: ['es', 'pt'],
  }),
  expert(
    'كريم حداد',
    'karim@experts.example',
    'ar',
    'Asia/Beirut',
    ['LB', 'LB'],
    {
      mainTopics: ['ratification', 'reporting'],
      secondaryTopics: ['opcat', 'legislation'],
      languages: ['ar', 'fr', 'en'],
    },
    { employments: [{ state: 'JO', until: '2024-12-31' }] },
  ),
  expert('Tomás Carvalho', 'tomas@experts.example', 'pt', 'America/Sao_Paulo', ['BR', 'BR'], {
    mainTopics: ['custody-safeguards', 'detention'],
    secondaryTopics: ['training', 'use-of-force'],
    languages: ['pt', 'es', 'en'],
  }),
  expert('Grace Wanjiru', 'grace@experts.example', 'en', 'Africa/Nairobi', ['KE', 'KE'], {
    mainTopics: ['complaints-investigation', 'non-refoulement', 'nhri'],
    secondaryTopics: ['groups-at-risk', 'detention'],
    languages: ['en'],
  }),
  // A national of the State that asks about redress in Spanish: the offer goes to somebody else.
  expert('Rosa Quispe', 'rosa@experts.example', 'es', 'Europe/Zurich', ['PE', 'CH'], {
    mainTopics: ['redress', 'groups-at-risk'],
    secondaryTopics: ['complaints-investigation', 'interviewing'],
    languages: ['es', 'en', 'fr'],
  }),
  // Second pairs of eyes: what they know besides is what the others know best.
  expert('Hugo Lindqvist', 'hugo@experts.example', 'en', 'Europe/Stockholm', ['SE', 'SE'], {
    mainTopics: ['other'],
    secondaryTopics: ['legislation', 'npm', 'reporting', 'complaints-investigation', 'non-refoulement', 'detention'],
    languages: ['en', 'fr'],
  }),
  expert('ليلى بن يوسف', 'leila@experts.example', 'ar', 'Africa/Tunis', ['TN', 'TN'], {
    mainTopics: ['other'],
    secondaryTopics: ['ratification', 'opcat', 'npm'],
    languages: ['ar', 'fr'],
  }),
  expert('Beatriz Nunes', 'beatriz@experts.example', 'pt', 'Europe/Lisbon', ['PT', 'PT'], {
    mainTopics: ['other'],
    secondaryTopics: ['custody-safeguards', 'training', 'interviewing', 'redress'],
    languages: ['pt', 'es'],
  }),
];

const geneva = { locale: 'en', timeZone: 'Europe/Zurich', ...letIn } as const;

/** The secretariat. */
export const demoSecretariat: readonly Person[] = [
  SecretariatMember.parse({
    version: 1,
    ...geneva,
    id: idOf('helen'),
    name: 'Helen Marti',
    email: 'helen@secretariat.example',
    role: 'secretariat',
  }),
  SecretariatMember.parse({
    version: 1,
    ...geneva,
    id: idOf('yusuf'),
    name: 'Yusuf Demir',
    email: 'yusuf@secretariat.example',
    role: 'secretariat',
  }),
];

/** The auditor. */
const demoAuditor: Person = Auditor.parse({
  version: 1,
  ...geneva,
  id: idOf('auditor'),
  name: 'Niamh Byrne',
  email: 'niamh@audit.example',
  role: 'auditor',
});

/** Everybody the demo knows. */
export const demoPeople: readonly Person[] = [...demoOfficials, ...demoExperts, ...demoSecretariat, demoAuditor];

/** One password for all of them: it opens nothing but this machine's demo. */
export const demoPassword = 'Only-for-the-demo-1';
