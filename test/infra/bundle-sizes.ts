/** The bytes of each function’s bundle, as they were when somebody last looked at what is in them. */
export const bundleSizes: Readonly<Record<string, number>> = {
  anchor: 454_569,
  audit: 570_277,
  bounce: 277_891,
  desk: 557_364,
  digest: 256_908,
  door: 428_052,
  erase: 322_159,
  notify: 357_486,
  offer: 328_332,
  office: 579_820,
  tally: 297_413,
  vault: 531_547,
  watch: 328_640,
};
