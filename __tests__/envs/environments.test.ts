import { mainApp } from "../main-app";

test.each([...mainApp().values()])("what Terraform reads for $name is what was reviewed", ({ text }) => {
  expect(text).toMatchSnapshot();
});
