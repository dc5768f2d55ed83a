/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 531_980,
  audit: 650_987,
  bounce: 359_472,
  desk: 670_164,
  digest: 339_029,
  door: 500_137,
  erase: 436_810,
  notify: 517_381,
  offer: 451_344,
  office: 682_271,
  tally: 420_257,
  vault: 667_660,
  watch: 444_735,
};
