import type { ComponentChildren } from 'preact';

/** A wide table in a region of its own that scrolls sideways, by keyboard too. */
export const Scroller = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section class="scroller" aria-labelledby={label} tabIndex={0}>
    {children}
  </section>
);
