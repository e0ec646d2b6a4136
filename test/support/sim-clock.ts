/** The simulator's clock: tests use the same one. */
export { simClock, type SimClock } from '../../src/simulation/sim-clock.js';
