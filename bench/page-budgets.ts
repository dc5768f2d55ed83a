/** What a page may weigh on a slow line, in kilobytes of 1024 bytes, compressed: the gate of the tests and the measurement read it here. */
export const kilobytes = { page: 14, board: 20, style: 8, script: 8 };

/** The document and what it names: the stylesheet, the script and the icon. */
export const requests = 4;

/** Lines that are slow: what a request waits for, how many kilobytes come in a second, how many times slower the device is. */
export const lines = [
  { name: 'slow 3G', milliseconds: 400, kilobytesPerSecond: 50, slower: 4 },
  { name: 'slower still', milliseconds: 800, kilobytesPerSecond: 35, slower: 4 },
] as const;
