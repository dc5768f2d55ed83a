/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 449_751,
  audit: 531_594,
  bounce: 277_908,
  desk: 549_761,
  digest: 258_269,
  door: 424_309,
  erase: 318_102,
  notify: 355_749,
  offer: 327_049,
  office: 571_462,
  tally: 295_039,
  vault: 527_428,
  watch: 325_747,
};
