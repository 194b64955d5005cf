/** What a diagnosis looks at (core/session, Diagnosis::findings). */
export const findings: Readonly<Record<string, string>> = {};
