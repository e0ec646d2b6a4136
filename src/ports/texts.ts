import type { TextRef } from '../core/script/effect.js';
import type { Content } from '../core/script/model.js';

/** Turns keys into words, from the texts of the content that a talk is pinned to. */
export interface Texts {
  /** The text in that language, or in Dutch where the language has none. Missing keys are an error of the check. */
  render(content: Content, language: string, text: TextRef): string;
}
