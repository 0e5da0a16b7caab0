// Measures the door of Tessera's POSIX driver as EvidenceBench measures ours: many appenders, each with so many entries
// under way; an entry counts once a published checkpoint covers it. Prints one JSON line.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"flag"
	"log"
	"os"
	"sort"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

var (
	folder      = flag.String("folder", "", "where the log goes")
	appenders   = flag.Int("appenders", 256, "how many append at a time")
	outstanding = flag.Int("outstanding", 1, "entries that each has under way")
	interval    = flag.Duration("interval", 100*time.Millisecond, "between checkpoints")
	batchSize   = flag.Uint("batch", 8192, "entries that are sequenced together at most")
	batchAge    = flag.Duration("age", 10*time.Millisecond, "how long a batch waits at most")
	warm        = flag.Duration("warm", 4*time.Second, "not measured")
	measured    = flag.Duration("measured", 8*time.Second, "measured")
)

const entryBytes = 58

func main() {
	flag.Parse()
	ctx := context.Background()
	appender, await, shutdown := open(ctx)
	begin := time.Now().Add(*warm)
	end := begin.Add(*measured)

	var all sync.WaitGroup
	var tally tally
	for i := 0; i < *appenders; i++ {
		room := make(chan struct{}, *outstanding)
		underWay := make(chan pending, *outstanding)
		all.Add(2)
		go func() {
			defer all.Done()
			defer close(underWay)
			for time.Now().Before(end) {
				room <- struct{}{}
				started := time.Now()
				underWay <- pending{started, appender.Add(ctx, tessera.NewEntry(entry()))}
			}
		}()
		go func() {
			defer all.Done()
			for one := range underWay {
				if _, _, err := await.Await(ctx, one.index); err != nil {
					log.Fatalf("an entry failed: %v", err)
				}
				<-room
				if ended := time.Now(); !ended.Before(begin) && ended.Before(end) {
					tally.add(ended.Sub(one.started))
				}
			}
		}()
	}
	all.Wait()
	if err := shutdown(ctx); err != nil {
		log.Fatalf("the log did not close: %v", err)
	}
	tally.print()
}

type pending struct {
	started time.Time
	index   tessera.IndexFuture
}

func open(ctx context.Context) (*tessera.Appender, *tessera.PublicationAwaiter, func(context.Context) error) {
	secret, _, err := note.GenerateKey(rand.Reader, "log.example/perf")
	if err != nil {
		log.Fatal(err)
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		log.Fatal(err)
	}
	driver, err := posix.New(ctx, posix.Config{Path: *folder})
	if err != nil {
		log.Fatal(err)
	}
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(*interval).
		WithBatching(*batchSize, *batchAge).
		WithPushback(uint(2**appenders**outstanding)))
	if err != nil {
		log.Fatal(err)
	}
	return appender, tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 5*time.Millisecond), shutdown
}

func entry() []byte {
	bytes := make([]byte, entryBytes)
	_, _ = rand.Read(bytes) // never fails
	return bytes
}

type tally struct {
	mutex     sync.Mutex
	latencies []time.Duration
}

func (t *tally) add(latency time.Duration) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.latencies = append(t.latencies, latency)
}

func (t *tally) print() {
	if len(t.latencies) == 0 {
		log.Fatal("no entry was acknowledged")
	}
	sort.Slice(t.latencies, func(i, j int) bool { return t.latencies[i] < t.latencies[j] })
	_ = json.NewEncoder(os.Stdout).Encode(map[string]float64{
		"perSecond":    float64(len(t.latencies)) / measured.Seconds(),
		"p50Intervals": float64(t.latencies[len(t.latencies)/2]) / float64(*interval),
	})
}
