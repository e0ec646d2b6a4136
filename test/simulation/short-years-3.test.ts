import { shortYears } from './short-years.js';

shortYears(3);
