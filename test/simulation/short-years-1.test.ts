import { shortYears } from './short-years.js';

shortYears(1);
