/** A function that does nothing: what Node itself takes. */
export const handler = async (): Promise<{ readonly statusCode: number }> => ({ statusCode: 200 });
