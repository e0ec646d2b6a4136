import { shortYears } from './short-years.js';

shortYears(4);
