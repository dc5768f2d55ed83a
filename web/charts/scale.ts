/** What every chart is drawn on: as wide as a phone shows it, so that its letters are no smaller than the page's. */
export const canvas = { width: 400, height: 220, left: 40, right: 8, top: 34, bottom: 34 } as const;

/** Where the middle of a place lies, of so many side by side from left to right. */
export function middleOf(place: number, places: number): number {
  const { width, left, right } = canvas;
  return left + ((width - left - right) * (place + 0.5)) / places;
}

/** How wide a place is. */
export const slotOf = (places: number): number => (canvas.width - canvas.left - canvas.right) / places;

/** How far down a value lies, where the largest is at the top. */
export function heightOf(value: number, largest: number): number {
  const { height, top, bottom } = canvas;
  const share = largest > 0 ? value / largest : 0;
  return Math.round(10 * (height - bottom - (height - top - bottom) * share)) / 10;
}

/** Is there room for the label of this place? */
export const isLabelled = (place: number, places: number): boolean =>
  (places - 1 - place) % Math.ceil(places / 6) === 0;
