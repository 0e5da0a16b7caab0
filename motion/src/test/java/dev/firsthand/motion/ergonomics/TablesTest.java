package dev.firsthand.motion.ergonomics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Each cell of the sheets, written a second time and, for REBA, in another order than in the program: a slip of
/// one digit shows.
class TablesTest {
    /// For neck 1 to 3: rows legs 1 to 4, columns trunk 1 to 5.
    private static final List<String> REBA_A = List.of(
            "12234", "23456", "34567", "45678", "13456", "24567", "35678", "46789", "34567", "35678", "56789", "67899");

    /// For lower arm 1 and 2: rows wrist 1 to 3, columns upper arm 1 to 6.
    private static final List<String> REBA_B = List.of("113467", "224578", "235588", "124578", "235689", "345789");

    /// Rows score B 1 to 12, columns score A 1 to 12; a is 10, b 11, c 12.
    private static final List<String> REBA_C = List.of(
            "112346789abc",
            "123446789abc",
            "123446789abc",
            "23345789abbc",
            "3445689aabcc",
            "3456789aabcc",
            "4567899abbcc",
            "567889aabccc",
            "66789aaabccc",
            "77899abbcccc",
            "77899abbcccc",
            "78899abbcccc");

    /// Rows upper arm 1 to 6 with lower arm 1 to 3, columns wrist 1 to 4 with twist 1, 2.
    private static final List<String> RULA_A = List.of(
            "12222333",
            "22223333",
            "23333344",
            "23333444",
            "33333444",
            "34444455",
            "33444455",
            "34444455",
            "44444555",
            "44444555",
            "44444555",
            "44455566",
            "55555667",
            "56666777",
            "66677778",
            "77777889",
            "88888999",
            "99999999");

    /// Rows neck 1 to 6, columns trunk 1 to 6 with legs 1, 2.
    private static final List<String> RULA_B =
            List.of("132334556677", "232345556777", "333445566777", "555667777788", "777778888888", "888888899999");

    /// Rows arm score 1 to 8, columns body score 1 to 7.
    private static final List<String> RULA_C =
            List.of("1233455", "2234455", "3334456", "3334566", "4445677", "4456677", "5566777", "5567777");

    /// Rows legs 1 to 7 with load 1 to 3, columns back 1 to 4 with arms 1 to 3.
    private static final List<String> OWAS = List.of(
            "111223122234",
            "111223122334",
            "111334133344",
            "111222111222",
            "111222111233",
            "111333111344",
            "111223112233",
            "111233113333",
            "111333223344",
            "222333344444",
            "222344344444",
            "223344344444",
            "222334444444",
            "222344444444",
            "223344444444",
            "111234134444",
            "111234134444",
            "111244134444",
            "111222111222",
            "111333111333",
            "112344112444");

    @Test
    void all_cells_of_owas_are_those_of_the_sheet_and_two_stay_open() {
        int open = 0;
        for (int back = 1; back <= 4; back++) {
            for (int arms = 1; arms <= 3; arms++) {
                for (int legs = 1; legs <= 7; legs++) {
                    for (int load = 1; load <= 3; load++) {
                        Interval cell = Owas.cell(back, arms, legs, load);
                        assertThat(Interval.of(cell.worst()))
                                .as("back %d arms %d legs %d load %d", back, arms, legs, load)
                                .isEqualTo(cell(OWAS, 3 * (legs - 1) + load, 3 * (back - 1) + arms));
                        open += cell.worst() - cell.best();
                    }
                }
            }
        }
        assertThat(open).isEqualTo(2);
        assertThat(Owas.cell(3, 3, 7, 3)).isEqualTo(new Interval(1, 2));
        assertThat(Owas.cell(4, 1, 3, 2)).isEqualTo(new Interval(2, 3));
    }

    @Test
    void all_sixty_cells_of_reba_a_are_those_of_the_sheet() {
        for (int neck = 1; neck <= 3; neck++) {
            for (int legs = 1; legs <= 4; legs++) {
                for (int trunk = 1; trunk <= 5; trunk++) {
                    assertThat(Reba.tableA(Interval.of(trunk), Interval.of(neck), Interval.of(legs)))
                            .as("trunk %d neck %d legs %d", trunk, neck, legs)
                            .isEqualTo(cell(REBA_A, 4 * (neck - 1) + legs, trunk));
                }
            }
        }
    }

    @Test
    void all_thirty_six_cells_of_reba_b_are_those_of_the_sheet() {
        for (int lower = 1; lower <= 2; lower++) {
            for (int wrist = 1; wrist <= 3; wrist++) {
                for (int upper = 1; upper <= 6; upper++) {
                    assertThat(Reba.tableB(Interval.of(upper), Interval.of(lower), Interval.of(wrist)))
                            .as("upper %d lower %d wrist %d", upper, lower, wrist)
                            .isEqualTo(cell(REBA_B, 3 * (lower - 1) + wrist, upper));
                }
            }
        }
    }

    @Test
    void all_cells_of_reba_c_are_those_of_the_sheet() {
        for (int a = 1; a <= 12; a++) {
            for (int b = 1; b <= 12; b++) {
                assertThat(Interval.of(Reba.C.at(a, b))).as("a %d b %d", a, b).isEqualTo(cell(REBA_C, b, a));
            }
        }
    }

    @Test
    void all_cells_of_rula_a_are_those_of_the_sheet() {
        for (int upper = 1; upper <= 6; upper++) {
            for (int lower = 1; lower <= 3; lower++) {
                for (int wrist = 1; wrist <= 4; wrist++) {
                    for (int twist = 1; twist <= 2; twist++) {
                        assertThat(Rula.tableA(
                                        Interval.of(upper), Interval.of(lower), Interval.of(wrist), Interval.of(twist)))
                                .as("upper %d lower %d wrist %d twist %d", upper, lower, wrist, twist)
                                .isEqualTo(cell(RULA_A, 3 * (upper - 1) + lower, 2 * (wrist - 1) + twist));
                    }
                }
            }
        }
    }

    @Test
    void all_cells_of_rula_b_and_c_are_those_of_the_sheet() {
        for (int neck = 1; neck <= 6; neck++) {
            for (int trunk = 1; trunk <= 6; trunk++) {
                for (int legs = 1; legs <= 2; legs++) {
                    assertThat(Rula.tableB(Interval.of(neck), Interval.of(trunk), Interval.of(legs)))
                            .as("neck %d trunk %d legs %d", neck, trunk, legs)
                            .isEqualTo(cell(RULA_B, neck, 2 * (trunk - 1) + legs));
                }
            }
        }
        for (int arm = 1; arm <= 8; arm++) {
            for (int body = 1; body <= 7; body++) {
                assertThat(Interval.of(Rula.C.at(arm, body)))
                        .as("arm %d body %d", arm, body)
                        .isEqualTo(cell(RULA_C, arm, body));
            }
        }
    }

    private static Interval cell(List<String> rows, int row, int column) {
        return Interval.of(Character.digit(rows.get(row - 1).charAt(column - 1), 16));
    }
}
