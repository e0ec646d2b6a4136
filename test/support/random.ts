export { seeded } from '../../src/simulation/random.js';
