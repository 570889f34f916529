import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What on the page breaks the rules of these tags. */
export async function violationsOn(page: Page, tags: string[]): Promise<readonly Violation[]> {
  const axe = new AxeBuilder({ page })
    // No frames of other pages here: without them axe needs no second page.
    .setLegacyMode()
    // What passes is not asked for. The style sheets are read anew only for a rule that is experimental and that no tag of ours
    // names; with the many faces of the font that took long on every screen.
    .options({ runOnly: tags, resultTypes: ['violations'], preload: { assets: ['media'] } });
  return (await axe.analyze()).violations;
}
