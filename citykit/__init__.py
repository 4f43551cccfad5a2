"""CityKit: contributed Markdown in, a knowledge hub out. Start reading at `citykit.build`."""
