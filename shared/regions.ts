import * as z from 'zod/mini';

/** The regional groups of the United Nations, as figures are given by. */
export const Region = z.enum(['africa', 'asia-pacific', 'eastern-europe', 'latin-america', 'western']);
export type Region = z.infer<typeof Region>;

// The regional groups of the General Assembly; the United States, Türkiye and Israel stand where they vote, Kiribati and
// the observer States where they lie.
const members: Record<Region, string> = {
  africa:
    'DZ AO BJ BW BF BI CV CM CF TD KM CG CI CD DJ EG GQ ER SZ ET GA GM GH GN GW KE LS LR LY MG MW ML MR MU MA MZ NA NE NG RW ST SN SC SL SO ZA SS SD TG TN UG TZ ZM ZW',
  'asia-pacific':
    'AF BH BD BT BN KH CN CY KP FJ IN ID IR IQ JP JO KZ KI KW KG LA LB MY MV MH FM MN MM NR NP OM PK PW PG PH QA KR WS SA SG SB LK SY TJ TH TL TO TM TV AE UZ VU VN YE PS',
  'eastern-europe': 'AL AM AZ BY BA BG HR CZ EE GE HU LV LT ME MK PL MD RO RU RS SK SI UA',
  'latin-america': 'AG AR BS BB BZ BO BR CL CO CR CU DM DO EC SV GD GT GY HT HN JM MX NI PA PY PE KN LC VC SR TT UY VE',
  western: 'AD AU AT BE CA DK FI FR DE GR IS IE IL IT LI LU MT MC NL NZ NO PT SM ES SE CH TR GB US VA',
};

const regionByState = new Map(
  Region.options.flatMap((region) => members[region].split(' ').map((state) => [state, region] as const)),
);

/** The region a State belongs to; every State that may ask has one. */
export function regionOf(state: string): Region {
  const region = regionByState.get(state);
  if (!region) throw new Error('a State without a region');
  return region;
}
