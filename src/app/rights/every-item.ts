import type { ListQuery, Page, Store, Stored } from '../../ports/store.js';

const pageSize = 100;

/** Every item of a kind in a partition, in order, page by page. What is removed on the way disturbs nothing. */
export async function* everyItem<Body = unknown>(
  store: Store,
  query: Pick<ListQuery, 'partition' | 'kind'>,
): AsyncGenerator<Stored<Body>> {
  let after: string | null = null;
  do {
    const page: Page<Body> = await store.list<Body>({
      ...{ ...query, order: 'asc', limit: pageSize },
      ...(after === null ? {} : { after }),
    });
    yield* page.items;
    after = page.next;
  } while (after !== null);
}
