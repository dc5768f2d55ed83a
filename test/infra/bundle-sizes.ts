/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 470_865,
  audit: 590_474,
  bounce: 299_419,
  desk: 607_610,
  digest: 279_827,
  door: 448_689,
  erase: 339_071,
  notify: 417_218,
  offer: 353_845,
  office: 594_989,
  tally: 321_861,
  vault: 581_600,
  watch: 347_229,
};
