import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Fails with each violation of WCAG 2.2 AA that axe finds on the page. A page that is being refreshed has no title for
 * a moment: what is gone a second later was none.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
        return violations.flatMap(({ id, nodes }) =>
          nodes.map(
            ({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`,
          ),
        );
      },
      { timeout: 20_000, intervals: [500, 1000] },
    )
    .toEqual([]);
}
