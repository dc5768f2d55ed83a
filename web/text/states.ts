import type { Locale } from '../../shared/languages.ts';
import { stateCodes } from '../../shared/states.ts';
import { tagOf } from './tags.ts';

// Where the Unicode names differ from those the United Nations uses: names that States chose, and names that would be disputed.
const unitedNations: Record<Locale, Record<string, string>> = {
  en: {
    AG: 'Antigua and Barbuda',
    BA: 'Bosnia and Herzegovina',
    BN: 'Brunei Darussalam',
    BO: 'Bolivia (Plurinational State of)',
    CD: 'Democratic Republic of the Congo',
    CG: 'Congo',
    CV: 'Cabo Verde',
    FM: 'Micronesia (Federated States of)',
    GB: 'United Kingdom of Great Britain and Northern Ireland',
    IR: 'Iran (Islamic Republic of)',
    KN: 'Saint Kitts and Nevis',
    KP: 'Democratic People’s Republic of Korea',
    KR: 'Republic of Korea',
    LA: 'Lao People’s Democratic Republic',
    LC: 'Saint Lucia',
    MD: 'Republic of Moldova',
    MM: 'Myanmar',
    NL: 'Netherlands (Kingdom of the)',
    PS: 'State of Palestine',
    RU: 'Russian Federation',
    ST: 'Sao Tome and Principe',
    SY: 'Syrian Arab Republic',
    TT: 'Trinidad and Tobago',
    TZ: 'United Republic of Tanzania',
    US: 'United States of America',
    VA: 'Holy See',
    VC: 'Saint Vincent and the Grenadines',
    VE: 'Venezuela (Bolivarian Republic of)',
    VN: 'Viet Nam',
  },
  fr: {
    BN: 'Brunéi Darussalam',
    BO: 'Bolivie (État plurinational de)',
    CD: 'République démocratique du Congo',
    CG: 'Congo',
    CV: 'Cabo Verde',
    FM: 'Micronésie (États fédérés de)',
    GB: 'Royaume-Uni de Grande-Bretagne et d’Irlande du Nord',
    IR: 'Iran (République islamique d’)',
    KN: 'Saint-Kitts-et-Nevis',
    KP: 'République populaire démocratique de Corée',
    KR: 'République de Corée',
    LA: 'République démocratique populaire lao',
    MD: 'République de Moldova',
    MM: 'Myanmar',
    NL: 'Pays-Bas (Royaume des)',
    PS: 'État de Palestine',
    RU: 'Fédération de Russie',
    ST: 'Sao Tomé-et-Principe',
    SY: 'République arabe syrienne',
    TL: 'Timor-Leste',
    TR: 'Türkiye',
    TZ: 'République-Unie de Tanzanie',
    US: 'États-Unis d’Amérique',
    VA: 'Saint-Siège',
    VE: 'Venezuela (République bolivarienne du)',
    VN: 'Viet Nam',
  },
  es: {
    BN: 'Brunei Darussalam',
    BO: 'Bolivia (Estado Plurinacional de)',
    CD: 'República Democrática del Congo',
    CG: 'Congo',
    FM: 'Micronesia (Estados Federados de)',
    GB: 'Reino Unido de Gran Bretaña e Irlanda del Norte',
    IR: 'Irán (República Islámica del)',
    KN: 'Saint Kitts y Nevis',
    KP: 'República Popular Democrática de Corea',
    KR: 'República de Corea',
    LA: 'República Democrática Popular Lao',
    MD: 'República de Moldova',
    MM: 'Myanmar',
    NL: 'Países Bajos (Reino de los)',
    PS: 'Estado de Palestina',
    RU: 'Federación de Rusia',
    SY: 'República Árabe Siria',
    SZ: 'Eswatini',
    TR: 'Türkiye',
    TT: 'Trinidad y Tabago',
    TZ: 'República Unida de Tanzanía',
    US: 'Estados Unidos de América',
    VA: 'Santa Sede',
    VE: 'Venezuela (República Bolivariana de)',
    VN: 'Viet Nam',
  },
  pt: {
    BN: 'Brunei Darussalam',
    BO: 'Bolívia (Estado Plurinacional da)',
    CD: 'República Democrática do Congo',
    CG: 'Congo',
    CI: 'Côte d’Ivoire',
    FM: 'Micronésia (Estados Federados da)',
    GB: 'Reino Unido da Grã-Bretanha e Irlanda do Norte',
    IR: 'Irão (República Islâmica do)',
    KP: 'República Popular Democrática da Coreia',
    KR: 'República da Coreia',
    LA: 'República Democrática Popular do Laos',
    MD: 'República da Moldova',
    MM: 'Mianmar',
    NL: 'Países Baixos (Reino dos)',
    PS: 'Estado da Palestina',
    RU: 'Federação da Rússia',
    SY: 'República Árabe Síria',
    TR: 'Türkiye',
    TZ: 'República Unida da Tanzânia',
    US: 'Estados Unidos da América',
    VA: 'Santa Sé',
    VE: 'Venezuela (República Bolivariana da)',
    VN: 'Viet Nam',
  },
  ar: {
    BN: 'بروني دار السلام',
    BO: 'بوليفيا (دولة - المتعددة القوميات)',
    CD: 'جمهورية الكونغو الديمقراطية',
    CG: 'الكونغو',
    CI: 'كوت ديفوار',
    CV: 'كابو فيردي',
    CZ: 'تشيكيا',
    FM: 'ميكرونيزيا (ولايات - الموحدة)',
    GB: 'المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية',
    IR: 'إيران (جمهورية - الإسلامية)',
    KP: 'جمهورية كوريا الشعبية الديمقراطية',
    KR: 'جمهورية كوريا',
    LA: 'جمهورية لاو الديمقراطية الشعبية',
    MD: 'جمهورية مولدوفا',
    MM: 'ميانمار',
    NL: 'هولندا (مملكة -)',
    PS: 'دولة فلسطين',
    RU: 'الاتحاد الروسي',
    SY: 'الجمهورية العربية السورية',
    TR: 'تركيا',
    TZ: 'جمهورية تنزانيا المتحدة',
    US: 'الولايات المتحدة الأمريكية',
    VA: 'الكرسي الرسولي',
    VE: 'فنزويلا (جمهورية - البوليفارية)',
    VN: 'فييت نام',
  },
};

const displayNames = new Map<Locale, Intl.DisplayNames>();

function nameIn(locale: Locale, code: string): string {
  const names = displayNames.get(locale) ?? new Intl.DisplayNames(tagOf[locale], { type: 'region' });
  displayNames.set(locale, names);
  return names.of(code) ?? code;
}

const known = new Map<string, string>();

/** A State's name in the reader's language, as the United Nations writes it. */
export function stateName(code: string, locale: Locale): string {
  const key = `${locale} ${code}`;
  const name = known.get(key) ?? unitedNations[locale][code] ?? nameIn(locale, code);
  known.set(key, name);
  return name;
}

const inOrder = new Map<Locale, readonly { value: string; text: string }[]>();

/** Every State with its name, in the order of the reader's language. */
export function statesInOrder(locale: Locale): readonly { value: string; text: string }[] {
  const known = inOrder.get(locale);
  if (known) return known;
  const { compare } = new Intl.Collator(tagOf[locale]);
  const states = stateCodes.map((code) => ({ value: code, text: stateName(code, locale) }));
  states.sort((a, b) => compare(a.text, b.text));
  inOrder.set(locale, states);
  return states;
}
