import { expect, test } from './fixtures/app-test';

test('started as an ordinary user, every renderer sits in the kernel sandbox', async ({ launch }) => {
  const app = await launch();
  await app.mainWindow();
  const renderers = app.sandboxes();
  expect(renderers.length).toBeGreaterThan(0);
  for (const renderer of renderers) expect(renderer).toMatchObject({ isFiltered: true, isNamespaced: true });
  for (const renderer of renderers) expect(renderer.uid).not.toBe(0);
});
