.DEFAULT_GOAL := help
.PHONY: help check up demo dist bench peers format clean

help:           ## what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile

check:          ## build and run all tests
	./firsthand check

up:             ## start everything and print the address
	./firsthand up

demo:           ## walk from a recording to a release and a withdrawal, in ./firsthand-demo
	./firsthand demo --out firsthand-demo

dist:           ## pack target/firsthand-VERSION.tar.gz, to be run without Maven (AOT=1 adds a cache of classes)
	packaging/pack

bench:          ## measure; results as JSON lines, to be kept in perf/results
	perf/run

peers:          ## hold what we write and speak against LeRobot, mcap, Rerun, Tessera, MuJoCo, openpi, Gymnasium, SciPy, VirtualHome (needs Python 3.11, Go and the network)
	conformance/run

format:         ## lay out all Java sources the one way
	mvn -q -B spotless:apply

clean:          ## remove what the build made
	mvn -q -B clean
