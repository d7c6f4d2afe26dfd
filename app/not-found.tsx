import { Entrance } from "#components/shell/entrance.tsx";
import { ButtonLink } from "#components/ui/button.tsx";
import { getTranslator } from "./get-translator.ts";

export default async function NotFound() {
  const t = await getTranslator();
  return (
    <Entrance title={t("common.notFound.title")} tagline={t("common.tagline")}>
      <p className="text-muted">{t("common.notFound.body")}</p>
      <div>
        <ButtonLink href="/" variant="primary">
          {t("common.backToRoles")}
        </ButtonLink>
      </div>
    </Entrance>
  );
}
