/** What a person's own roles can be taken away as. */
export const ownExportFormats = ["aws-config", "extend-switch-roles", "csv", "bookmarks"] as const;
export type OwnExportFormat = (typeof ownExportFormats)[number];

/** What the roles of the whole catalogue can be taken away as, beside its own file. */
export const catalogueExportFormats = ["csv", "extend-switch-roles"] as const;

/** A file to save: its text holds no secret. */
export type ExportView = {
  fileName: string;
  mediaType: string;
  text: string;
  /** How many roles are in it. */
  roles: number;
};

/** What the file of a format is called and what it is. */
export const exportFiles: Readonly<Record<OwnExportFormat, Pick<ExportView, "fileName" | "mediaType">>> = {
  "aws-config": { fileName: "genkan-aws-config.ini", mediaType: "text/plain; charset=utf-8" },
  "extend-switch-roles": { fileName: "genkan-switch-roles.ini", mediaType: "text/plain; charset=utf-8" },
  csv: { fileName: "genkan-roles.csv", mediaType: "text/csv; charset=utf-8" },
  bookmarks: { fileName: "genkan-bookmarks.html", mediaType: "text/html; charset=utf-8" },
};
