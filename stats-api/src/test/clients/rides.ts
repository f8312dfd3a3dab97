/** Compares what a generated client gets from stats-api with numbers counted by hand: rides.js URL */
import { AveragesApi, ChangesApi, Configuration, DatasetsApi, ResponseError } from 'meanstream';

declare const process: { argv: string[]; env: Record<string, string> };

function expect(what: string, actual: unknown, expected: unknown) {
  if (actual !== expected) {
    throw new Error(`${what}: ${actual}, expected ${expected}`);
  }
}

async function check(url: string, token: string) {
  const anyone = new Configuration({ basePath: url });
  const datasets = await new DatasetsApi(anyone).listDatasets();
  expect('rides is a dataset', datasets.items.some((dataset) => dataset.name === 'rides'), true);

  // three rides of 10, 20 and 60 minutes, and one of 30 seconds that counts as too short
  const averages = new AveragesApi(anyone);
  const { items } = await averages.getAverages({
    dataset: 'rides', period: 'day', from: '2021-07-01', to: '2021-07-02',
  });
  expect('days', items.length, 1);
  expect('label', items[0].label, '2021-07-01');
  expect('start', items[0].start.toISOString(), '2021-07-01T05:00:00.000Z');
  expect('count', items[0].count, 3);
  expect('excluded', items[0].excluded.too_short, 1);
  expect('mean', items[0].measures.duration.mean, 1800);
  expect('median', items[0].measures.duration.median, 1200);
  expect('distance', items[0].measures.distance.mean, null);

  const groups = await averages.getAverages({ dataset: 'rides', period: 'month', group: ['member_casual'] });
  expect('groups', groups.items.length, 2);
  expect('mean of members', groups.items[1].measures.duration.mean, 2100);

  const run = { runRequest: { dataset: 'none' } };
  await new ChangesApi(anyone).startRun(run).then(
    () => { throw new Error('a run needs the token'); },
    (error: ResponseError) => expect('status', error.response.status, 401));
  await new ChangesApi(new Configuration({ basePath: url, accessToken: token })).startRun(run).then(
    () => { throw new Error('there is no such dataset'); },
    (error: ResponseError) => expect('status', error.response.status, 404));

  console.log('typescript: the client gets the numbers that were counted by hand');
}

check(process.argv[2], process.env.MEANSTREAM_TOKEN).catch((error) => {
  console.error(error.message);
  (process as unknown as { exitCode: number }).exitCode = 1;
});
