let made = 0;

/** A word that stands nowhere else: whoever finds it knows whose it is. */
export function marker(): string {
  made += 1;
  return `zq${String(made).padStart(4, '0')}qz`;
}

/** Every such word in a text, each once. */
export const markersIn = (text: string): Set<string> => new Set(text.match(/zq\d{4}qz/g));
