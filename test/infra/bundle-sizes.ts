/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 449_729,
  audit: 531_572,
  bounce: 277_856,
  desk: 549_693,
  digest: 258_269,
  door: 424_257,
  erase: 318_056,
  notify: 389_798,
  offer: 326_981,
  office: 571_394,
  tally: 294_979,
  vault: 527_360,
  watch: 325_679,
};
