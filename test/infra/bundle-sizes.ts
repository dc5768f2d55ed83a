/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 451_709,
  audit: 568_577,
  bounce: 278_744,
  desk: 558_206,
  digest: 259_199,
  door: 426_432,
  erase: 323_377,
  notify: 357_709,
  offer: 329_278,
  office: 581_258,
  tally: 297_475,
  vault: 533_069,
  watch: 328_986,
};
