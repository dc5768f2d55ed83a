/** Puts the form of a counting text into its place: the forms lie beside it, or in `forms`, as templates, one for each plural category. */
export function say(within: Element, count: number, forms = within): void {
  const place = within.querySelector('[data-part=count]');
  const category = count === 0 ? 'none' : new Intl.PluralRules(document.documentElement.lang).select(count);
  const form = forms.querySelector<HTMLTemplateElement>(`template[data-count=${category}]`);
  const words = (form?.content.textContent ?? '').replace('#', String(count));
  // What did not change is not said again.
  if (place && place.textContent !== words) place.textContent = words;
}
