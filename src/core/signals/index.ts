export { createAssessor, type Assess } from './assessor.js';
export { evaluate, type ConcernFigures, type Evaluation, type LabelledCase, type Miss } from './evaluate.js';
export { compileLexicons, parseLexicons, type Finding, type Lexicons } from './lexicons.js';
export * from './types.js';
