import type { ComponentChildren } from 'preact';

/** Facts as name and value. */
export const SummaryList = ({ children }: { children: ComponentChildren }) => <dl class="facts">{children}</dl>;

type Fact = { name: string; children: ComponentChildren; change?: { href: string; text: string } };

/** One fact, with a link to change it where it can be changed. */
export const Fact = ({ name, children, change }: Fact) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
    {change && (
      <dd class="change">
        <a href={change.href}>
          {change.text}
          <span class="heard"> ({name})</span>
        </a>
      </dd>
    )}
  </div>
);
