/** A control that stands by itself, and what keeps a finger from it, if anything does. */
export type Target = { html: string; fault?: string };

/**
 * Runs in the browser: every control that stands by itself, and whether it has 44 pixels of height that are its own. A link
 * within a sentence is as high as its line, and is none of these.
 */
export function targetsIn(root: Element): Target[] {
  const leastHeight = 44;
  const pressable = 'a[href], button, input:not([type="hidden"]), select, textarea, summary';
  const flows = (element: Element) => ['inline', 'contents'].includes(getComputedStyle(element).display);
  const blockOf = (element: Element | null): Element | null =>
    element && flows(element) ? blockOf(element.parentElement) : element;

  /** Are there words on its lines that nobody presses? */
  const isInSentence = (control: Element): boolean => {
    const block = blockOf(control);
    if (!block || block === control) return false;
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { textContent, parentElement } = texts.currentNode;
      if (!/\p{L}/u.test(textContent ?? '') || parentElement?.closest(pressable)) continue;
      if (blockOf(parentElement) === block) return true;
    }
    return false;
  };

  /** Where it is pressed: a box to tick on its label, a link that goes over two lines on either. */
  const placesOf = (control: Element): DOMRect[] => {
    const label = control instanceof HTMLInputElement && /checkbox|radio/.test(control.type) && control.labels?.[0];
    return [...(label || control).getClientRects()];
  };

  const share = (one: DOMRect, other: DOMRect) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.5 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.5;

  const controls = [...root.querySelectorAll(pressable)]
    .filter((control) => control.checkVisibility() && !control.closest('[aria-hidden="true"]'))
    .map((control) => ({ control, places: placesOf(control) }));
  return controls
    .filter(({ control }) => !isInSentence(control))
    .map(({ control, places }) => {
      const html = control.outerHTML.slice(0, 120);
      const height = Math.min(...places.map((place) => place.height));
      if (height < leastHeight) return { html, fault: `is ${height} pixels high` };
      const others = controls.filter((other) => other.control !== control).flatMap((other) => other.places);
      const shared = places.some((place) => others.some((other) => share(place, other)));
      return shared ? { html, fault: 'shares its place with another' } : { html };
    });
}
