/**
 * A text as a file to save. It is never shown in place, whatever it is: pages of the portal's own origin are the
 * portal's alone.
 * @param fileName ours: letters, digits, dots and hyphens
 */
export function fileResponse(file: { fileName: string; mediaType: string; text: string }): Response {
  return new Response(file.text, {
    headers: {
      "Content-Type": file.mediaType,
      "Content-Disposition": `attachment; filename="${file.fileName}"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}
