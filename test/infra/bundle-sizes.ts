/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 532_097,
  audit: 651_427,
  bounce: 359_585,
  desk: 701_910,
  digest: 339_029,
  door: 500_437,
  erase: 436_917,
  notify: 517_965,
  offer: 451_655,
  office: 689_735,
  tally: 420_371,
  vault: 677_591,
  watch: 444_847,
};
