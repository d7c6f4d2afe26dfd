import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Fails with each violation of WCAG 2.2 AA that axe finds on the page: all rules in light colours, and in dark ones what
 * colours decide. A page that is being refreshed has no title for a moment: what is gone a second later was none.
 */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await expectNothing(() => new AxeBuilder({ page }).withTags(tags), where);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNothing(() => new AxeBuilder({ page }).withRules("color-contrast"), `${where}, dark`);
  await page.emulateMedia({ colorScheme: "light" });
}

async function expectNothing(look: () => AxeBuilder, where: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const { violations } = await look().analyze();
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
