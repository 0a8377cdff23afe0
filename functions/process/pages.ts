export { pagesOf } from '../ledger/pages-of.ts';
