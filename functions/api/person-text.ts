import * as z from './zod.ts';

/** What a team may say of a person: not empty, of a sane length, and storable. */
const personText = (most: number) =>
  z
    .string('must be a text')
    .min(1, 'is empty')
    .max(most, `is longer than ${most} characters`)
    .refine((text) => text.isWellFormed(), 'has a lone surrogate');

export const emailField = () => personText(320);
export const nameField = () => personText(1_000);
